// Lost races and failing disks, as the users of the storage seam see them.

#include <atomic>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "platform/storage/testing/sqlite_database_fixture.h"

namespace sluice::storage {
namespace {

using ::testing::ElementsAre;
using SqliteFailureTest = SqliteDatabaseFixture;

// A connection from outside, for what another process might do to the file.
class Outsider {
 public:
  Outsider(const std::string& path, const LossyVfs& disk) {
    sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE, disk.name().c_str());
  }
  ~Outsider() { sqlite3_close(handle_); }
  Outsider(const Outsider&) = delete;
  Outsider& operator=(const Outsider&) = delete;
  void run(const char* sql) {
    ASSERT_EQ(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  }

 private:
  sqlite3* handle_ = nullptr;
};

// --- Lost races ---

TEST_F(SqliteFailureTest, AUnitThatLostARaceIsRunAgain) {
  std::atomic<int> runs = 0;
  const auto told = submit(*database_, [&](Transaction& tx) {
                      tx.execute("INSERT INTO word (text) VALUES (?)", {std::to_string(++runs)});
                      if (runs < 3) throw EngineError(EngineError::Kind::Retry, "lost");
                      return Verdict::Keep;
                    }).get();
  EXPECT_EQ(kind(told), std::nullopt);
  EXPECT_EQ(runs, 3);
  EXPECT_THAT(words(), ElementsAre("3"));
}

TEST_F(SqliteFailureTest, AUnitThatLosesEveryRaceIsRunAttemptsTimes) {
  std::atomic<int> runs = 0;
  const Database::Unit lose = [&](Transaction&) -> Verdict {
    ++runs;
    throw EngineError(EngineError::Kind::Retry, "lost");
  };
  EXPECT_EQ(kind(wait_for(submit(*database_, lose))), Failure::Kind::Unavailable);
  EXPECT_EQ(runs, 8);
  runs = 0;
  EXPECT_EQ(kind(wait_for(submit_read(*database_, lose))), Failure::Kind::Unavailable);
  EXPECT_EQ(runs, 8);
}

TEST_F(SqliteFailureTest, ACommitThatLostARaceRunsItsWholeGroupAgain) {
  HeldWriter held(*database_);
  std::atomic<int> runs = 0;
  const auto counted = [&](Database::Unit unit) {
    return [&runs, unit = std::move(unit)](Transaction& tx) {
      ++runs;
      return unit(tx);
    };
  };
  auto kept = submit(*database_, counted(insert("a")));
  auto undone = submit(*database_, counted(insert("b", Verdict::Undo)));
  bool first_run = true;
  auto defect_at_first = submit(*database_, counted([&](Transaction&) {
    if (std::exchange(first_run, false)) throw std::logic_error("a slip");
    return Verdict::Keep;
  }));
  disk_.inject({LossyVfs::Operation::Sync, SQLITE_BUSY, 0, 1});
  held.release();
  EXPECT_EQ(kind(wait_for(std::move(kept))), std::nullopt);
  EXPECT_EQ(kind(wait_for(std::move(undone))), std::nullopt);
  EXPECT_EQ(kind(wait_for(std::move(defect_at_first))), std::nullopt);  // the last run counts
  EXPECT_EQ(runs, 6);
  EXPECT_THAT(words(), ElementsAre("a"));
}

TEST_F(SqliteFailureTest, AWriteLockHeldElsewhereIsWaitedForAcrossAttempts) {
  Outsider outsider(path_, disk_);
  outsider.run("BEGIN IMMEDIATE");
  auto told = submit(*database_, insert("a"));
  // SQLite asks at most 15 times within one busy_timeout_ms, so the second attempt is under way.
  ASSERT_TRUE(disk_.wait_for_refused_locks(20));
  outsider.run("COMMIT");
  EXPECT_EQ(kind(wait_for(std::move(told))), std::nullopt);
  EXPECT_THAT(words(), ElementsAre("a"));
}

TEST_F(SqliteFailureTest, AWriteLockThatIsNeverReleasedIsUnavailable) {
  reopen(4096, 1);
  Outsider outsider(path_, disk_);
  outsider.run("BEGIN IMMEDIATE");
  EXPECT_EQ(kind(wait_for(submit(*database_, insert("a")))), Failure::Kind::Unavailable);
  outsider.run("COMMIT");
  EXPECT_EQ(kind(wait_for(submit(*database_, insert("b")))), std::nullopt);
  EXPECT_THAT(words(), ElementsAre("b"));
}

// --- Failing disks ---

TEST_F(SqliteFailureTest, AFailingCommitFailsItsWholeGroupAndLaterUnitsWork) {
  const LossyVfs::Fault faults[] = {
      {LossyVfs::Operation::Write, SQLITE_FULL},
      {LossyVfs::Operation::Write, SQLITE_IOERR_WRITE},
      {LossyVfs::Operation::Sync, SQLITE_IOERR_FSYNC},
  };
  std::atomic<int> commits = 0;
  database_->set_commit_listener([&] { ++commits; });
  for (const auto& fault : faults) {
    SCOPED_TRACE(sqlite3_errstr(fault.code));
    HeldWriter held(*database_);
    auto kept = submit(*database_, insert("a"));
    // Its verdict rests on what the other unit wrote, and that never came to be.
    auto undone = submit(*database_, [](Transaction& tx) {
      bool taken = false;
      tx.query("SELECT 1 FROM word WHERE text = 'a'", {}, [&](const Row&) { taken = true; });
      return taken ? Verdict::Undo : Verdict::Keep;
    });
    auto wrong = submit(*database_, insert("a"));
    const int commits_before = commits;
    disk_.inject(fault);
    held.release();
    EXPECT_EQ(kind(wait_for(std::move(kept))), Failure::Kind::Unavailable);
    EXPECT_EQ(kind(wait_for(std::move(undone))), Failure::Kind::Unavailable);
    EXPECT_EQ(kind(wait_for(std::move(wrong))), Failure::Kind::Unavailable);
    EXPECT_EQ(commits, commits_before + 1);  // of the held unit, which wrote nothing
    EXPECT_THAT(words(), ElementsAre());
    disk_.heal();
    EXPECT_EQ(kind(wait_for(submit(*database_, insert("a")))), std::nullopt);
    EXPECT_THAT(words(), ElementsAre("a"));
    EXPECT_EQ(kind(wait_for(submit(*database_,
                                   [](Transaction& tx) {
                                     tx.execute("DELETE FROM word");
                                     return Verdict::Keep;
                                   }))),
              std::nullopt);
  }
}

// The unit outgrows the page cache, so that the full disk is met inside its run and not at COMMIT.
TEST_F(SqliteFailureTest, AUnitThatFillsTheDiskFailsAlone) {
  HeldWriter held(*database_);
  auto before = submit(*database_, insert("before"));
  auto large = submit(*database_, [this](Transaction& tx) {
    disk_.inject({LossyVfs::Operation::Write, SQLITE_FULL});
    const std::string text(size_t{16} << 20, 'x');
    try {
      tx.execute("INSERT INTO word (text) VALUES (?)", {text});
    } catch (const EngineError&) {
      disk_.heal();  // somebody made room
      throw;
    }
    return Verdict::Keep;
  });
  auto after = submit(*database_, insert("after"));
  held.release();
  EXPECT_EQ(kind(wait_for(std::move(before))), std::nullopt);
  EXPECT_EQ(kind(wait_for(std::move(large))), Failure::Kind::Unavailable);
  EXPECT_EQ(kind(wait_for(std::move(after))), std::nullopt);
  EXPECT_THAT(words(), ElementsAre("before", "after"));
}

}  // namespace
}  // namespace sluice::storage
