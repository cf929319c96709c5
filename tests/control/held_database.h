#pragma once
// Another process writes for as long as this lives: calls that change something wait. Storage gives up after
// some seconds of real time (its busy timeout times its attempts), so a test holds it for less.

#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace sluice::control {

class HeldDatabase {
 public:
  explicit HeldDatabase(const std::string& data_dir) {
    EXPECT_EQ(sqlite3_open((data_dir + "/sluice.db").c_str(), &handle_), SQLITE_OK);
    EXPECT_EQ(sqlite3_busy_timeout(handle_, 1000), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(handle_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  }
  ~HeldDatabase() { sqlite3_close(handle_); }
  HeldDatabase(const HeldDatabase&) = delete;
  HeldDatabase& operator=(const HeldDatabase&) = delete;

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace sluice::control
