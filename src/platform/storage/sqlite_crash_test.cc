// Power is lost at every single change to the disk, and at random ones under load. After each crash:
//   told means settled   every unit whose `done` reported success is there
//   all or nothing       no unit is there by half
//   sound                SQLite finds nothing wrong with the file

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "platform/base/log.h"
#include "platform/storage/sqlite_connection.h"
#include "platform/storage/sqlite_database.h"
#include "platform/storage/testing/blocking.h"
#include "platform/storage/testing/lossy_vfs.h"
#include "platform/storage/testing/scratch_directory.h"

namespace sluice::storage {
namespace {

constexpr std::array migrations{
    Migration{1, "left", "CREATE TABLE left_half (id INTEGER PRIMARY KEY, padding TEXT NOT NULL)"},
    Migration{2, "right", "CREATE TABLE right_half (id INTEGER PRIMARY KEY)"},
};

bool changes_its_mind(int64_t id) {
  return id % 7 == 0;
}

// Writes both halves of one thing.
Verdict write_both(Transaction& tx, int64_t id) {
  tx.execute("INSERT INTO left_half (id, padding) VALUES (?, ?)",
             {id, std::string(static_cast<size_t>(id % 700), 'x')});
  tx.execute("INSERT INTO right_half (id) VALUES (?)", {id});
  return changes_its_mind(id) ? Verdict::Undo : Verdict::Keep;
}

class SqliteCrashTest : public ::testing::Test {
 protected:
  // Failing checkpoints are what happens here all the time.
  SqliteCrashTest() { base::configure_log(base::LogFormat::Text, base::LogLevel::Off); }

  bool open(const std::string& name) {
    auto opened = open_sqlite({.path = directory_.path(name), .migrations = migrations, .vfs = disk_.name()});
    if (!opened) return false;
    database_ = std::move(*opened);
    return true;
  }

  void submit(int64_t id, std::function<void(bool told_kept)> then) {
    database_->submit_write([id](Transaction& tx) { return write_both(tx, id); },
                            [this, id, then = std::move(then)](std::optional<Failure> failure) {
                              if (!failure && !changes_its_mind(id)) {
                                const std::lock_guard lock(mutex_);
                                settled_.insert(id);
                              }
                              then(!failure);
                            });
  }

  bool submit_and_wait(int64_t id) {
    auto told = std::make_shared<std::promise<bool>>();
    auto future = told->get_future();
    submit(id, [told](bool kept) { told->set_value(kept); });
    return wait_for(std::move(future));
  }

  void lose_power_and_reopen(const std::string& name) {
    disk_.crash();
    database_.reset();
    disk_.revive();
    ASSERT_TRUE(open(name));
    const auto checked = read_now(*database_, [&](Transaction& tx) -> base::Result<bool, int> {
      std::set<int64_t> left;
      std::set<int64_t> right;
      tx.query("SELECT id FROM left_half", {}, [&](const Row& row) { left.insert(row.integer(0)); });
      tx.query("SELECT id FROM right_half", {}, [&](const Row& row) { right.insert(row.integer(0)); });
      EXPECT_EQ(left, right) << "a unit is there by half";
      EXPECT_TRUE(std::ranges::includes(left, settled_)) << "a unit was told and is gone";
      EXPECT_TRUE(std::ranges::none_of(left, changes_its_mind)) << "a unit was undone and is there";
      tx.query("PRAGMA integrity_check", {}, [](const Row& row) { EXPECT_EQ(row.text(0), "ok"); });
      return true;
    });
    ASSERT_TRUE(checked.has_value()) << checked.error().message;
  }

  ScratchDirectory directory_;
  LossyVfs disk_{"lossy"};
  std::unique_ptr<Database> database_;
  std::mutex mutex_;
  std::set<int64_t> settled_;  // guarded by mutex_ while units are under way
};

TEST_F(SqliteCrashTest, EveryPlaceFromTheFirstStartToACleanEnd) {
  bool reached_the_end = false;
  uint64_t place = 0;
  while (!reached_the_end && !HasFailure()) {
    SCOPED_TRACE("crash instead of change " + std::to_string(++place));
    const std::string name = "db" + std::to_string(place);
    settled_.clear();
    disk_.crash_at_change(place);
    if (open(name)) {
      for (int64_t id = 1; id <= 5; ++id) submit_and_wait(id);
      database_.reset();  // the log is folded into the file and deleted
    }
    reached_the_end = !disk_.crashed();
    lose_power_and_reopen(name);
    EXPECT_TRUE(!reached_the_end || settled_.size() == 5);
    database_.reset();
  }
  EXPECT_GT(place, 40u);
  RecordProperty("places", static_cast<int>(place));
}

TEST_F(SqliteCrashTest, RandomPlacesUnderLoadFromFourThreads) {
  constexpr uint64_t seed = 20260102;
  constexpr int rounds = 40;
  constexpr int rounds_per_file = 5;
  constexpr int threads_count = 4;
  constexpr int under_way_max = 16;  // of one thread
  std::mt19937_64 random(seed);
  std::atomic<int64_t> next_id = 1;
  size_t settled_in_all = 0;
  for (int round = 0; round < rounds && !HasFailure(); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + " of seed " + std::to_string(seed));
    const std::string name = "db" + std::to_string(round / rounds_per_file);
    if (round % rounds_per_file == 0) {
      settled_in_all += settled_.size();
      settled_.clear();
      database_.reset();
      ASSERT_TRUE(open(name));
    }
    disk_.crash_at_change(1 + random() % 1'500);  // far enough for a checkpoint and a log that starts over
    {
      std::vector<std::jthread> threads;
      for (int t = 0; t < threads_count; ++t) {
        threads.emplace_back([&] {
          for (bool alive = true; alive;) {
            std::vector<std::future<bool>> told;
            for (int i = 0; i < under_way_max; ++i) {
              auto promise = std::make_shared<std::promise<bool>>();
              told.push_back(promise->get_future());
              submit(next_id++, [promise](bool kept) { promise->set_value(kept); });
            }
            for (auto& one : told) alive &= wait_for(std::move(one));
          }
        });
      }
    }
    ASSERT_TRUE(disk_.crashed());
    lose_power_and_reopen(name);
  }
  settled_in_all += settled_.size();
  EXPECT_GT(settled_in_all, 1'000u);
  RecordProperty("units_settled", static_cast<int>(settled_in_all));
}

// Found by simulation: a process was killed between creating the log and its first commit, the next one
// committed to that log, and the power went.
TEST_F(SqliteCrashTest, WhatIsCommittedToALogThatAKilledProcessCreatedStands) {
  const auto connect = [this] {
    return std::make_unique<SqliteConnection>(directory_.path("names.db"), disk_.name(),
                                              SqliteConnection::Access::ReadWrite);
  };
  connect()->execute_script("CREATE TABLE kept (id INTEGER PRIMARY KEY)");  // and its log goes with it
  auto killed = connect();
  auto next = connect();
  killed.reset();
  next->begin_write();
  next->execute("INSERT INTO kept (id) VALUES (1)");
  next->commit();
  disk_.crash();
  next.reset();
  disk_.revive();
  int64_t count = 0;
  connect()->query("SELECT COUNT(*) FROM kept", {}, [&](const Row& row) { count = row.integer(0); });
  EXPECT_EQ(count, 1);
}

}  // namespace
}  // namespace sluice::storage
