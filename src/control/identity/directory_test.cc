#include "control/identity/directory.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>

#include <gtest/gtest.h>

#include "control/identity/identity_store.h"
#include "control/identity/user_store.h"
#include "control/schema/schema.h"
#include "platform/storage/sqlite_database.h"
#include "platform/storage/testing/blocking.h"

namespace sluice::identity {
namespace {

// What reads find is told when the test says so.
class HeldReads final : public storage::Database {
 public:
  explicit HeldReads(storage::Database& database) : database_(database) {}

  void submit_write(Unit unit, Done done) override {
    database_.submit_write(std::move(unit), std::move(done));
  }
  void submit_read(storage::Lane lane, Unit unit, Done done) override {
    database_.submit_read(lane, std::move(unit),
                          [this, done = std::move(done)](std::optional<storage::Failure> failure) {
                            std::lock_guard lock(mutex_);
                            ++reads_;
                            held_.push_back([done, failure = std::move(failure)] { done(failure); });
                            arrived_.notify_all();
                          });
  }
  void set_commit_listener(CommitListener) override {}

  // Once `count` reads in all have found something.
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return reads_ >= count; });
  }
  void tell_oldest() {
    std::function<void()> tell;
    {
      std::lock_guard lock(mutex_);
      tell = std::move(held_.front());
      held_.pop_front();
    }
    tell();
  }
  int reads() const { return reads_; }

 private:
  storage::Database& database_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> held_;  // guarded by mutex_
  std::atomic<int> reads_{0};
};

class DirectoryTest : public testing::Test {
 protected:
  DirectoryTest() {
    std::filesystem::create_directory(path_);
    auto opened = storage::open_sqlite({.path = path_ + "/test.db", .migrations = schema::migrations()});
    EXPECT_TRUE(opened);
    database_ = std::move(*opened);
    held_.emplace(*database_);
    directory_.emplace(*held_, sealer_, ring_);
    write([&](storage::Transaction& tx) { insert_account(tx, account_, "one", {}); });
  }
  ~DirectoryTest() override {
    database_.reset();
    std::filesystem::remove_all(path_);
  }

  void write(const std::function<void(storage::Transaction&)>& work) {
    using Nothing = base::Result<bool, std::string>;
    EXPECT_TRUE(storage::write_now(*database_, [&](storage::Transaction& tx) -> Nothing {
      work(tx);
      return true;
    }));
  }
  void make_key(const std::string& id) {
    write([&](storage::Transaction& tx) {
      insert_access_key(tx, ++rows_,
                        {.access_key_id = model::AccessKeyId(id),
                         .account = account_,
                         .sealed_secret = sealer_.seal(base::Secret("secret"), id, random_),
                         .active = true,
                         .drawn = false},
                        {});
      note_change(tx, account_.key);
    });
  }

  base::SystemRandom random_;
  const std::string path_ = testing::TempDir() + "/directory-" + random_.text(12, "abcdefghij");
  const Sealer sealer_{base::Secret(std::string(Sealer::key_bytes, 'k'))};
  const StoredAccount account_{.key = 1, .account_id = model::AccountId("1"), .is_operator = false};
  int64_t rows_ = 1;
  KeyRing ring_;
  std::unique_ptr<storage::Database> database_;
  std::optional<HeldReads> held_;
  std::optional<Directory> directory_;
};

TEST_F(DirectoryTest, WhoComesDuringAReadIsCalledWhenHisOwnChangeIsInForce) {
  make_key("first");
  bool first_is_done = false, second_is_done = false;
  directory_->catch_up([&] { first_is_done = true; });
  held_->wait_for(1);
  make_key("second");
  directory_->catch_up([&] { second_is_done = ring_.find("second") != nullptr; });
  held_->tell_oldest();
  EXPECT_TRUE(first_is_done);
  EXPECT_NE(ring_.find("first"), nullptr);
  EXPECT_EQ(ring_.find("second"), nullptr) << "the read was older";
  EXPECT_FALSE(second_is_done);
  held_->wait_for(2);
  held_->tell_oldest();
  EXPECT_TRUE(second_is_done);
}

TEST_F(DirectoryTest, ACrowdCostsTwoReads) {
  int done = 0;
  for (int i = 0; i < 100; ++i) directory_->catch_up([&] { ++done; });
  held_->wait_for(1);
  held_->tell_oldest();
  EXPECT_EQ(done, 1);
  held_->wait_for(2);
  held_->tell_oldest();
  EXPECT_EQ(done, 100);
  EXPECT_EQ(held_->reads(), 2);
}

TEST_F(DirectoryTest, APollDoesNotQueueUpBehindAnother) {
  for (int i = 0; i < 100; ++i) directory_->poll();
  held_->wait_for(1);
  held_->tell_oldest();
  make_key("first");
  directory_->poll();
  held_->wait_for(2);
  held_->tell_oldest();
  EXPECT_NE(ring_.find("first"), nullptr);
  EXPECT_EQ(held_->reads(), 2);
}

class ChangedUsers : public DirectoryTest {
 protected:
  static constexpr int64_t first = 100, second = 101;

  ChangedUsers() {
    for (const int64_t user : {first, second}) make_user(user);
    write([&](storage::Transaction& tx) { note_change(tx, account_.key); });
    catch_up();
  }
  void make_user(int64_t key) {
    write([&](storage::Transaction& tx) {
      User user;
      user.key = key;
      user.account_key = account_.key;
      user.id = model::UserId(std::to_string(key));
      user.name = "user-" + std::to_string(key);
      insert_user(tx, user);
      const std::string id = "key-of-" + std::to_string(key);
      insert_access_key(tx, ++rows_,
                        {.access_key_id = model::AccessKeyId(id),
                         .account = account_,
                         .sealed_secret = sealer_.seal(base::Secret("secret"), id, random_),
                         .active = true,
                         .drawn = false,
                         .user_key = key},
                        {});
    });
  }
  void catch_up() {
    bool done = false;
    const int reads = held_->reads();
    directory_->catch_up([&] { done = true; });
    held_->wait_for(reads + 1);
    held_->tell_oldest();
    EXPECT_TRUE(done);
  }
  void note_of(int64_t user) {
    write([&](storage::Transaction& tx) { note_change_of(tx, account_.key, user); });
  }
  std::vector<ChangedAccount> changes_after(int64_t revision) {
    std::vector<ChangedAccount> changes;
    write([&](storage::Transaction& tx) { changes = changed_accounts(tx, revision); });
    return changes;
  }
};

TEST_F(ChangedUsers, OnlyWhoChangedIsReadAgain) {
  const auto before = ring_.find("key-of-101");
  write([&](storage::Transaction& tx) {
    set_access_key_active(tx, model::AccessKeyId("key-of-100"), false);
    delete_access_key(tx, model::AccessKeyId("key-of-101"));  // of which nobody is told
    note_change_of(tx, account_.key, first);
  });
  catch_up();
  EXPECT_FALSE(ring_.find("key-of-100")->active);
  EXPECT_EQ(ring_.find("key-of-101"), before);
  note_of(second);
  catch_up();
  EXPECT_EQ(ring_.find("key-of-101"), nullptr);
  EXPECT_NE(ring_.find("key-of-100"), nullptr);
}

TEST_F(ChangedUsers, TheAccountsOwnKeysAreNobodysUser) {
  make_key("own");
  catch_up();
  write([&](storage::Transaction& tx) {
    delete_access_key(tx, model::AccessKeyId("own"));
    note_change_of(tx, account_.key, 0);
  });
  catch_up();
  EXPECT_EQ(ring_.find("own"), nullptr);
  EXPECT_NE(ring_.find("key-of-100"), nullptr);
}

TEST_F(ChangedUsers, AChangeOfTheWholeAccountCoversThoseInIt) {
  note_of(first);
  write([&](storage::Transaction& tx) { note_change(tx, account_.key); });
  note_of(second);
  const auto changes = changes_after(0);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_FALSE(changes.front().only_of);
}

TEST_F(ChangedUsers, ManyOfThemBecomeTheWholeAccountAndNoneIsMissed) {
  write([&](storage::Transaction& tx) { note_change(tx, account_.key); });
  for (int64_t user = 0; user < 3 * changes_per_account_max; ++user) {
    int64_t seen = 0;
    write([&](storage::Transaction& tx) { seen = newest_revision(tx); });
    note_of(user);
    const auto changes = changes_after(seen);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes.front().only_of.value_or(std::vector{user}), std::vector{user});
    int64_t rows = 0;
    write([&](storage::Transaction& tx) {
      tx.query("SELECT COUNT(*) FROM identity_changes", {},
               [&](const storage::Row& row) { rows = row.integer(0); });
    });
    ASSERT_LE(rows, changes_per_account_max);
  }
}

}  // namespace
}  // namespace sluice::identity
