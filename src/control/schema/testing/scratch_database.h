#pragma once
// For tests only: an empty database with the tables of the control plane, and units of work run one by one.

#include <stdexcept>
#include <type_traits>
#include <utility>

#include "control/schema/schema.h"
#include "platform/storage/sqlite_database.h"
#include "platform/storage/testing/blocking.h"
#include "platform/storage/testing/scratch_directory.h"

namespace sluice::schema {

class ScratchDatabase {
 public:
  // With the first `steps` of the tables only, for tests of what later ones make of them.
  explicit ScratchDatabase(std::span<const storage::Migration> steps = migrations())
      : database_(open(steps)) {}

  // What `make` leaves at a path.
  explicit ScratchDatabase(void (*make)(const std::string& path)) {
    make(directory_.path("db"));
    database_ = open(migrations().first(1));
  }

  // A newer version starts on the same data.
  void migrate() {
    database_.reset();
    database_ = open(migrations());
  }

  // What `work` returns, after its commit.
  template <class Work>
  auto run(Work work) {
    using Outcome = base::Result<std::invoke_result_t<Work, storage::Transaction&>, std::string>;
    auto told = storage::write_now(*database_, [&](storage::Transaction& tx) -> Outcome { return work(tx); });
    if (!told) throw std::runtime_error(told.error().message);
    return **std::move(told);
  }

 private:
  std::unique_ptr<storage::Database> open(std::span<const storage::Migration> steps) {
    auto opened = storage::open_sqlite({.path = directory_.path("db"), .migrations = steps});
    if (!opened) throw std::runtime_error(opened.error());
    return *std::move(opened);
  }

  storage::ScratchDirectory directory_;
  std::unique_ptr<storage::Database> database_;
};

}  // namespace sluice::schema
