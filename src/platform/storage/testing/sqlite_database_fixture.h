#pragma once
// For tests only: a database of words on a disk that can be told to fail, and ways to hold its writer.

#include <array>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "platform/storage/sqlite_database.h"
#include "platform/storage/testing/blocking.h"
#include "platform/storage/testing/lossy_vfs.h"
#include "platform/storage/testing/scratch_directory.h"

namespace sluice::storage {

inline constexpr std::array word_migrations{
    Migration{1, "word", "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)"},
    Migration{
        2, "letter",
        "CREATE TABLE letter (word INTEGER NOT NULL REFERENCES word (id) DEFERRABLE INITIALLY DEFERRED)"},
};

using Told = std::optional<Failure>;

inline std::optional<Failure::Kind> kind(const Told& told) {
  return told ? std::optional(told->kind) : std::nullopt;
}

// A `done` and its outcome for later. Being told twice would throw (promise_already_satisfied) on a storage
// thread; never being told is a broken promise, or a wait_for that aborts.
struct Telling {
  std::shared_ptr<std::promise<Told>> promise = std::make_shared<std::promise<Told>>();

  Database::Done done() const {
    return [promise = promise](Told told) { promise->set_value(std::move(told)); };
  }
};

inline std::future<Told> submit(Database& database, Database::Unit unit) {
  const Telling telling;
  database.submit_write(std::move(unit), telling.done());
  return telling.promise->get_future();
}

inline std::future<Told> submit_read(Database& database, Database::Unit unit, Lane lane = Lane::Calls) {
  const Telling telling;
  database.submit_read(lane, std::move(unit), telling.done());
  return telling.promise->get_future();
}

// Something that happens once, on another thread.
class Signal {
 public:
  void raise() const {
    const auto promise = promise_;  // the waiter may destroy this object before set_value has returned
    promise->set_value();
  }
  void wait() const { wait_for(promise_->get_future()); }

 private:
  std::shared_ptr<std::promise<void>> promise_ = std::make_shared<std::promise<void>>();
};

inline Database::Unit insert(std::string text, Verdict verdict = Verdict::Keep) {
  return [text = std::move(text), verdict](Transaction& tx) {
    tx.execute("INSERT INTO word (text) VALUES (?)", {text});
    return verdict;
  };
}

// A unit that keeps the writer busy, so that what is submitted meanwhile becomes one group.
class HeldWriter {
 public:
  explicit HeldWriter(Database& database) {
    told_ = submit(database, [running = running_, released = released_](Transaction&) {
      running.raise();
      released.wait();
      return Verdict::Keep;
    });
    running_.wait();
  }
  void release() {
    released_.raise();
    EXPECT_EQ(kind(wait_for(std::move(told_))), std::nullopt);
  }

 private:
  const Signal running_;
  const Signal released_;
  std::future<Told> told_;
};

class SqliteDatabaseFixture : public ::testing::Test {
 protected:
  SqliteDatabaseFixture() { open(); }

  void open(size_t units_waiting_max = 4096, int attempts_per_unit_max = 8) {
    auto opened = open_sqlite({.path = path_,
                               .migrations = word_migrations,
                               .reader_threads = 2,
                               .units_waiting_max = units_waiting_max,
                               .attempts_per_unit_max = attempts_per_unit_max,
                               .vfs = disk_.name()});
    ASSERT_TRUE(opened.has_value()) << opened.error();
    database_ = std::move(*opened);
  }
  void reopen(size_t units_waiting_max, int attempts_per_unit_max = 8) {
    database_.reset();
    open(units_waiting_max, attempts_per_unit_max);
  }

  // In the order they were inserted.
  std::vector<std::string> words() {
    auto told = read_now(*database_, [](Transaction& tx) -> base::Result<std::vector<std::string>, int> {
      std::vector<std::string> found;
      tx.query("SELECT text FROM word ORDER BY id", {},
               [&](const Row& row) { found.emplace_back(row.text(0)); });
      return found;
    });
    EXPECT_TRUE(told.has_value());
    return **told;
  }

  ScratchDirectory directory_;
  LossyVfs disk_{"lossy"};
  const std::string path_ = directory_.path("db");
  std::unique_ptr<Database> database_;
};

}  // namespace sluice::storage
