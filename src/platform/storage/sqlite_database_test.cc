// The storage seam as its users see it, on SQLite.

#include "platform/storage/sqlite_database.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/storage/testing/sqlite_database_fixture.h"

namespace sluice::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using SqliteDatabaseTest = SqliteDatabaseFixture;

// --- Groups ---

TEST_F(SqliteDatabaseTest, WaitingUnitsShareOneCommit) {
  std::atomic<int> commits = 0;
  database_->set_commit_listener([&] { ++commits; });
  HeldWriter held(*database_);
  std::vector<std::future<Told>> told;
  for (int i = 0; i < 100; ++i) told.push_back(submit(*database_, insert(std::to_string(i))));
  held.release();
  for (auto& one : told) EXPECT_EQ(kind(wait_for(std::move(one))), std::nullopt);
  EXPECT_EQ(commits, 2);  // the held unit's and theirs
  EXPECT_EQ(words().size(), 100u);
}

TEST_F(SqliteDatabaseTest, AUnitThatDoesNotSucceedLeavesItsGroupIntact) {
  const struct {
    const char* name;
    Database::Unit unit;
    std::optional<Failure::Kind> told;
  } table[] = {
      {"undo", insert("gone", Verdict::Undo), std::nullopt},
      {"unique", insert("before"), Failure::Kind::Defect},
      {"reference at commit",
       [](Transaction& tx) {
         tx.execute("INSERT INTO letter (word) VALUES (999)");
         return Verdict::Keep;
       },
       Failure::Kind::Defect},
      {"wrong SQL",
       [](Transaction& tx) {
         tx.execute("INSERT INTO word (text) VALUES ('gone')");
         tx.execute("INSERT INTO nowhere VALUES (1)");
         return Verdict::Keep;
       },
       Failure::Kind::Defect},
      {"exception",
       [](Transaction& tx) -> Verdict {
         tx.execute("INSERT INTO word (text) VALUES ('gone')");
         throw std::logic_error("a slip");
       },
       Failure::Kind::Defect},
      {"no exception",
       [](Transaction& tx) -> Verdict {
         tx.execute("INSERT INTO word (text) VALUES ('gone')");
         throw 7;
       },
       Failure::Kind::Defect},
      {"COMMIT of its own",
       [](Transaction& tx) {
         tx.execute("INSERT INTO word (text) VALUES ('gone')");
         tx.execute("COMMIT");
         return Verdict::Keep;
       },
       Failure::Kind::Defect},
      {"ends the transaction",
       [](Transaction& tx) {
         tx.execute("INSERT INTO word (text) VALUES ('gone')");
         tx.execute("INSERT OR ROLLBACK INTO word (text) VALUES ('gone')");
         return Verdict::Keep;
       },
       Failure::Kind::Defect},
      {"ends the transaction and says nothing",
       [](Transaction& tx) {
         tx.execute("INSERT INTO word (text) VALUES ('gone')");
         try {
           tx.execute("INSERT OR ROLLBACK INTO word (text) VALUES ('gone')");
         } catch (const EngineError&) {
         }
         return Verdict::Keep;
       },
       Failure::Kind::Unavailable},
      {"loses every race",
       [](Transaction& tx) -> Verdict {
         tx.execute("INSERT INTO word (text) VALUES ('gone')");
         throw EngineError(EngineError::Kind::Retry, "lost");
       },
       Failure::Kind::Unavailable},
      {"meets a failing disk",
       [](Transaction& tx) -> Verdict {
         tx.execute("INSERT INTO word (text) VALUES ('gone')");
         throw EngineError(EngineError::Kind::Unavailable, "gone");
       },
       Failure::Kind::Unavailable},
  };
  for (const auto& row : table) {
    SCOPED_TRACE(row.name);
    HeldWriter held(*database_);
    auto before = submit(*database_, insert("before"));
    auto between = submit(*database_, row.unit);
    auto after = submit(*database_, insert("after"));
    held.release();
    EXPECT_EQ(kind(wait_for(std::move(before))), std::nullopt);
    EXPECT_EQ(kind(wait_for(std::move(between))), row.told);
    EXPECT_EQ(kind(wait_for(std::move(after))), std::nullopt);
    EXPECT_THAT(words(), ElementsAre("before", "after"));
    EXPECT_EQ(kind(wait_for(submit(*database_,
                                   [](Transaction& tx) {
                                     tx.execute("DELETE FROM word");
                                     return Verdict::Keep;
                                   }))),
              std::nullopt);
  }
}

TEST_F(SqliteDatabaseTest, UnitsRunInTheOrderTheyCameAndSeeEachOther) {
  HeldWriter held(*database_);
  std::vector<int> told_order;
  const Signal last;
  for (int i = 0; i < 600; ++i) {  // more than one group
    database_->submit_write(
        [i](Transaction& tx) {
          int64_t before = -1;
          tx.query("SELECT count(*) FROM word", {}, [&](const Row& row) { before = row.integer(0); });
          if (before != i) throw std::logic_error("out of order");
          tx.execute("INSERT INTO word (text) VALUES (?)", {std::to_string(i)});
          return Verdict::Keep;
        },
        [&told_order, last, i](Told failure) {  // all on the writer thread
          EXPECT_EQ(kind(failure), std::nullopt);
          told_order.push_back(i);
          if (i == 599) last.raise();
        });
  }
  held.release();
  last.wait();
  EXPECT_EQ(told_order.size(), 600u);
  EXPECT_TRUE(std::ranges::is_sorted(told_order));
}

TEST_F(SqliteDatabaseTest, TheListenerHearsOfACommitBeforeItsUnitsAreTold) {
  std::mutex mutex;
  std::vector<std::string> events;
  const auto note = [&](std::string event) {
    const std::lock_guard lock(mutex);
    events.push_back(std::move(event));
  };
  database_->set_commit_listener([&] { note("commit"); });
  HeldWriter held(*database_);
  database_->submit_write(insert("a"), [&](Told) { note("a told"); });
  database_->submit_write(insert("b"), [&](Told) { note("b told"); });
  held.release();
  EXPECT_EQ(kind(wait_for(submit(*database_, insert("c", Verdict::Undo)))), std::nullopt);
  const std::lock_guard lock(mutex);
  EXPECT_THAT(events,
              ElementsAre("commit", "commit", "a told", "b told"));  // nothing for a group that keeps nothing
}

TEST_F(SqliteDatabaseTest, NobodyIsToldBeforeTheCommitIsDurable) {
  const Telling telling;
  database_->submit_write(insert("a"), [this, done = telling.done()](Told told) {
    disk_.crash();
    done(std::move(told));
  });
  EXPECT_EQ(kind(wait_for(telling.promise->get_future())), std::nullopt);
  database_.reset();
  disk_.revive();
  open();
  EXPECT_THAT(words(), ElementsAre("a"));
}

TEST_F(SqliteDatabaseTest, TheTypedFormsHandOverWhatTheUnitReturned) {
  struct Taken {
    int64_t id;
  };
  const auto take = [](Transaction& tx) -> base::Result<int64_t, Taken> {
    int64_t id = 0;
    tx.query("SELECT id FROM word WHERE text = ?", {"a"}, [&](const Row& row) { id = row.integer(0); });
    if (id != 0) {
      tx.execute("INSERT INTO word (text) VALUES ('undone')");
      return base::Unexpected{Taken{id}};
    }
    tx.query("INSERT INTO word (text) VALUES (?) RETURNING id", {"a"},
             [&](const Row& row) { id = row.integer(0); });
    return id;
  };
  const auto first = write_now(*database_, take);
  const auto second = write_now(*database_, take);
  ASSERT_TRUE(first.has_value() && first->has_value() && second.has_value());
  ASSERT_FALSE(second->has_value());
  EXPECT_EQ(second->error().id, **first);
  EXPECT_THAT(words(), ElementsAre("a"));

  const auto wrong = write_now(*database_, [](Transaction& tx) -> base::Result<int64_t, Taken> {
    return tx.execute("UPDATE nowhere SET id = 1");
  });
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().kind, Failure::Kind::Defect);
  EXPECT_THAT(wrong.error().message, HasSubstr("no such table: nowhere (UPDATE nowhere SET id = 1)"));
}

TEST_F(SqliteDatabaseTest, TenThousandIncrementsFromEightThreadsSumUp) {
  constexpr int threads_count = 8;
  constexpr int increments_each = 1'250;
  reopen(threads_count * increments_each);
  ASSERT_EQ(kind(wait_for(submit(*database_,
                                 [](Transaction& tx) {
                                   tx.execute("INSERT INTO word (id, text) VALUES (0, 'sum')");
                                   return Verdict::Keep;
                                 }))),
            std::nullopt);
  std::atomic<int> kept = 0;
  std::atomic<int> told = 0;
  const Signal all;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < threads_count; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < increments_each; ++i) {
          database_->submit_write(
              [](Transaction& tx) {
                tx.execute("UPDATE word SET id = id + 1 WHERE text = 'sum'");
                return Verdict::Keep;
              },
              [&](Told failure) {
                if (!failure) ++kept;
                if (++told == threads_count * increments_each) all.raise();
              });
        }
      });
    }
  }
  all.wait();
  EXPECT_EQ(kept, threads_count * increments_each);
  const auto sum = read_now(*database_, [](Transaction& tx) -> base::Result<int64_t, int> {
    int64_t found = 0;
    tx.query("SELECT id FROM word", {}, [&](const Row& row) { found = row.integer(0); });
    return found;
  });
  EXPECT_EQ(**sum, threads_count * increments_each);
}

// --- Bounds and the end ---

TEST_F(SqliteDatabaseTest, AFullQueueAnswersOverloadedAtOnce) {
  reopen(2);
  HeldWriter held(*database_);
  auto first = submit(*database_, insert("a"));
  auto second = submit(*database_, insert("b"));
  auto third = submit(*database_, insert("c"));
  ASSERT_EQ(third.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  EXPECT_EQ(kind(third.get()), Failure::Kind::Overloaded);
  held.release();
  EXPECT_EQ(kind(wait_for(std::move(first))), std::nullopt);
  EXPECT_EQ(kind(wait_for(std::move(second))), std::nullopt);
  EXPECT_THAT(words(), ElementsAre("a", "b"));
}

TEST_F(SqliteDatabaseTest, DestructionFinishesWhatWaitsAndRefusesWhatComes) {
  std::atomic<int> kept = 0;
  std::atomic<int> refused = 0;
  Database& database = *database_;
  {
    HeldWriter held(database);
    for (int i = 0; i < 500; ++i) {
      database.submit_write(insert(std::to_string(i)), [&](Told failure) {
        if (!failure) ++kept;
        const auto count_refusal = [&](Told late) {
          if (kind(late) == Failure::Kind::Unavailable) ++refused;
        };
        database.submit_write(insert("late"), count_refusal);
        database.submit_read(
            Lane::Calls, [](Transaction&) { return Verdict::Keep; }, count_refusal);
      });
    }
    // The destructor is at work once it refuses reads; only then may the writer go on.
    std::jthread destroyer([this] { database_.reset(); });
    for (bool closing = false; !closing;) {
      auto told = submit_read(database, [](Transaction&) { return Verdict::Keep; });
      closing = kind(wait_for(std::move(told))) == Failure::Kind::Unavailable;
    }
    held.release();
  }
  EXPECT_EQ(kept, 500);
  EXPECT_EQ(refused, 1'000);
  open();
  EXPECT_EQ(words().size(), 500u);
}

// --- Reads ---

TEST_F(SqliteDatabaseTest, AReadSubmittedAfterADoneSeesThatWrite) {
  constexpr int rounds = 500;
  const Signal all;
  std::atomic<int> stale = 0;
  std::function<void(int)> next = [&](int round) {
    if (round == rounds) return all.raise();
    database_->submit_write(insert(std::to_string(round)), [&, round](Told) {
      database_->submit_read(
          Lane::Calls,
          [&, round](Transaction& tx) {
            int64_t found = 0;
            tx.query("SELECT count(*) FROM word", {}, [&](const Row& row) { found = row.integer(0); });
            if (found != round + 1) ++stale;
            return Verdict::Keep;
          },
          [&, round](Told) { next(round + 1); });
    });
  };
  next(0);
  all.wait();
  EXPECT_EQ(stale, 0);
}

TEST_F(SqliteDatabaseTest, ADeliveryDoesNotWaitForCalls) {
  constexpr int calls = 100;  // far more than there are readers
  std::promise<void> go_on;
  const std::shared_future<void> held_until = go_on.get_future().share();
  std::vector<std::future<Told>> held;
  for (int i = 0; i < calls; ++i) {
    held.push_back(
        submit_read(*database_, [held_until](Transaction&) { return held_until.wait(), Verdict::Keep; }));
  }
  const auto delivery = [](Transaction&) { return Verdict::Keep; };
  EXPECT_EQ(kind(wait_for(submit_read(*database_, delivery, Lane::Delivery))), std::nullopt);
  go_on.set_value();
  for (auto& told : held) EXPECT_EQ(kind(wait_for(std::move(told))), std::nullopt);
}

TEST_F(SqliteDatabaseTest, AReadSeesOneSnapshotWhileWritesGoOn) {
  const Signal looked;
  const Signal written;
  const auto count = [](Transaction& tx) {
    int64_t found = 0;
    tx.query("SELECT count(*) FROM word", {}, [&](const Row& row) { found = row.integer(0); });
    return found;
  };
  std::pair<int64_t, int64_t> seen{-1, -1};
  auto told = submit_read(*database_, [&](Transaction& tx) {
    seen.first = count(tx);
    looked.raise();
    written.wait();
    seen.second = count(tx);
    return Verdict::Keep;
  });
  looked.wait();
  EXPECT_EQ(kind(wait_for(submit(*database_, insert("a")))), std::nullopt);
  EXPECT_THAT(words(), ElementsAre("a"));  // the other reader
  written.raise();
  EXPECT_EQ(kind(wait_for(std::move(told))), std::nullopt);
  EXPECT_EQ(seen, std::pair(int64_t{0}, int64_t{0}));
}

TEST_F(SqliteDatabaseTest, AReadUnitThatWritesOrThrowsIsADefect) {
  const Database::Unit units[] = {
      insert("a"),
      [](Transaction&) -> Verdict { throw std::logic_error("a slip"); },
  };
  for (const auto& unit : units) {
    EXPECT_EQ(kind(wait_for(submit_read(*database_, unit))), Failure::Kind::Defect);
  }
  EXPECT_THAT(words(), ElementsAre());
}

// --- The file ---

TEST_F(SqliteDatabaseTest, OnlyTheOwnerMayReadTheFiles) {
  ASSERT_EQ(kind(wait_for(submit(*database_, insert("a")))), std::nullopt);
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat status {};
    ASSERT_EQ(::stat((path_ + suffix).c_str(), &status), 0) << suffix;
    EXPECT_EQ(status.st_mode & 0777, 0600u) << suffix;
  }
}

TEST_F(SqliteDatabaseTest, WhatCannotBeOpenedIsExplained) {
  const std::string text_file = directory_.path("notes.txt");
  std::ofstream(text_file) << std::string(200, 'x');
  const std::string missing = directory_.path("missing/db");
  const struct {
    SqliteOptions options;
    std::string sentence;
  } table[] = {
      {{.path = text_file}, "cannot open the database " + text_file + ": file is not a database"},
      {{.path = missing}, "cannot open the database " + missing + ": No such file or directory"},
      {{.path = path_, .migrations = std::span(word_migrations).first(1), .vfs = disk_.name()},
       "the database has schema version 2, and this program knows versions up to 1"},
      {{.path = directory_.path("other"), .vfs = "nowhere"}, "no such vfs: nowhere"},
  };
  for (const auto& row : table) {
    const auto opened = open_sqlite(row.options);
    ASSERT_FALSE(opened.has_value()) << row.sentence;
    EXPECT_THAT(opened.error(), HasSubstr(row.sentence));
  }
}

}  // namespace
}  // namespace sluice::storage
