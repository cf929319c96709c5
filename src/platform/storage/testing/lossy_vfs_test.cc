#include "platform/storage/testing/lossy_vfs.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "platform/storage/testing/scratch_directory.h"

namespace sluice::storage {
namespace {

// SQLite without the storage module between it and the disk.
class Connection {
 public:
  Connection(const std::string& path, const LossyVfs& disk) {
    opened_ = sqlite3_open_v2(path.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                              disk.name().c_str());
  }
  ~Connection() { sqlite3_close(handle_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int opened() const { return opened_; }
  int run(const char* sql) { return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) & 0xFF; }
  // The first column of the first row; -1 if there is none.
  int number(const char* sql) {
    int answer = -1;
    sqlite3_exec(
        handle_, sql,
        [](void* into, int, char** values, char**) {
          *static_cast<int*>(into) = std::stoi(values[0]);
          return 0;
        },
        &answer, nullptr);
    return answer;
  }

 private:
  sqlite3* handle_ = nullptr;
  int opened_ = SQLITE_OK;
};

class LossyVfsTest : public ::testing::Test {
 protected:
  ScratchDirectory directory_;
  LossyVfs disk_{"lossy"};
  const std::string path_ = directory_.path("db");

  // A database with one number in it, 1, safe on the disk.
  void make_database(const char* journal_mode) {
    Connection connection(path_, disk_);
    ASSERT_EQ(connection.run(journal_mode), SQLITE_OK);
    ASSERT_EQ(connection.run("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (1)"), SQLITE_OK);
  }

  // The number after power was lost and came back.
  int number_after_crash(std::unique_ptr<Connection> connection) {
    disk_.crash();
    connection.reset();
    disk_.revive();
    return Connection(path_, disk_).number("SELECT n FROM t");
  }
};

TEST_F(LossyVfsTest, DropsACommitThatWasNotSynced) {
  make_database("PRAGMA journal_mode = WAL");
  auto connection = std::make_unique<Connection>(path_, disk_);
  ASSERT_EQ(connection->run("PRAGMA synchronous = OFF; UPDATE t SET n = 2"), SQLITE_OK);
  EXPECT_EQ(connection->number("SELECT n FROM t"), 2);
  EXPECT_EQ(number_after_crash(std::move(connection)), 1);
}

TEST_F(LossyVfsTest, KeepsACommitThatWasSynced) {
  make_database("PRAGMA journal_mode = WAL");
  auto connection = std::make_unique<Connection>(path_, disk_);
  ASSERT_EQ(connection->run("PRAGMA synchronous = FULL; UPDATE t SET n = 2"), SQLITE_OK);
  EXPECT_EQ(number_after_crash(std::move(connection)), 2);
}

// SQLite's documented difference between FULL and EXTRA: only EXTRA syncs the directory after the rollback
// journal was deleted, and a journal that comes back undoes the commit.
TEST_F(LossyVfsTest, BringsADeletedFileBackUnlessItsDirectoryWasSynced) {
  for (const auto& [level, after] :
       {std::pair{"PRAGMA synchronous = FULL", 1}, {"PRAGMA synchronous = EXTRA", 2}}) {
    std::filesystem::remove(path_);
    make_database("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA");
    auto connection = std::make_unique<Connection>(path_, disk_);
    ASSERT_EQ(connection->run(level), SQLITE_OK);
    ASSERT_EQ(connection->run("UPDATE t SET n = 2"), SQLITE_OK);
    EXPECT_EQ(number_after_crash(std::move(connection)), after) << level;
  }
}

TEST_F(LossyVfsTest, TakesAwayAFileWhoseDirectoryWasNotSynced) {
  auto connection = std::make_unique<Connection>(path_, disk_);
  ASSERT_EQ(connection->run("PRAGMA synchronous = OFF; CREATE TABLE t (n INTEGER)"), SQLITE_OK);
  disk_.crash();
  EXPECT_FALSE(std::filesystem::exists(path_));
  connection.reset();
  disk_.revive();
}

// Every place a commit can be cut at, in both kinds of journal.
TEST_F(LossyVfsTest, EveryCutLeavesTheOldOrTheNewNumber) {
  for (const char* mode :
       {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA"}) {
    bool reached_the_end = false;
    uint64_t cut = 0;
    while (!reached_the_end) {
      std::filesystem::remove(path_);
      make_database(mode);
      auto connection = std::make_unique<Connection>(path_, disk_);
      ASSERT_EQ(connection->run(mode), SQLITE_OK);
      disk_.crash_at_change(++cut);
      const bool committed = connection->run("UPDATE t SET n = 2") == SQLITE_OK;
      reached_the_end = !disk_.crashed();
      disk_.crash_at_change(0);
      const int number = number_after_crash(std::move(connection));
      EXPECT_TRUE(number == 2 || (number == 1 && !committed)) << mode << ", cut " << cut << ": " << number;
    }
    EXPECT_GT(cut, 3u) << mode;
  }
}

TEST_F(LossyVfsTest, FailsEverythingUntilRevived) {
  make_database("PRAGMA journal_mode = WAL");
  {
    Connection connection(path_, disk_);
    disk_.crash();
    EXPECT_EQ(connection.run("SELECT * FROM t"), SQLITE_IOERR);
    EXPECT_EQ(connection.run("UPDATE t SET n = 2"), SQLITE_IOERR);
    EXPECT_EQ(Connection(path_, disk_).opened(), SQLITE_CANTOPEN);
  }
  disk_.revive();
  EXPECT_EQ(Connection(path_, disk_).number("SELECT n FROM t"), 1);
}

TEST_F(LossyVfsTest, FailsTheChosenWritesAndSyncs) {
  using Operation = LossyVfs::Operation;
  const struct {
    LossyVfs::Fault fault;
    int result;
  } table[] = {
      {{Operation::Write, SQLITE_FULL, 0, 1}, SQLITE_FULL},
      {{Operation::Write, SQLITE_IOERR_WRITE, 1, 1}, SQLITE_IOERR},
      {{Operation::Sync, SQLITE_IOERR_FSYNC, 0, 1}, SQLITE_IOERR},
      {{Operation::Write, SQLITE_FULL, 1'000, 1}, SQLITE_OK},
  };
  make_database("PRAGMA journal_mode = WAL");
  Connection connection(path_, disk_);
  ASSERT_EQ(connection.run("PRAGMA synchronous = FULL"), SQLITE_OK);
  for (const auto& row : table) {
    disk_.inject(row.fault);
    EXPECT_EQ(connection.run("UPDATE t SET n = n + 1"), row.result);
    disk_.heal();
    EXPECT_EQ(connection.run("UPDATE t SET n = n + 1"), SQLITE_OK);
  }
  EXPECT_EQ(connection.number("SELECT n FROM t"), 6);
}

// The file model itself, against a copy of the content taken at each sync.
TEST_F(LossyVfsTest, RewindsWritesAndTruncationsToTheLastSync) {
  constexpr uint64_t seed = 20260102;
  std::mt19937_64 random(seed);
  const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<uint64_t>(bound)); };
  const auto content = [&] {
    std::ifstream in(path_, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  std::ofstream(path_) << "the beginning";
  sqlite3_vfs* vfs = sqlite3_vfs_find("lossy");
  for (int round = 0; round < 200; ++round) {
    std::vector<char> memory(static_cast<size_t>(vfs->szOsFile));
    auto* file = reinterpret_cast<sqlite3_file*>(memory.data());
    ASSERT_EQ(vfs->xOpen(vfs, path_.c_str(), file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB, nullptr),
              SQLITE_OK);
    std::string synced = content();
    for (int step = below(40); step > 0; --step) {
      const std::string bytes(static_cast<size_t>(1 + below(50)), static_cast<char>('a' + below(26)));
      switch (below(6)) {
        case 0:
          ASSERT_EQ(file->pMethods->xTruncate(file, below(200)), SQLITE_OK);
          break;
        case 1:
          ASSERT_EQ(file->pMethods->xSync(file, 0), SQLITE_OK);
          synced = content();
          break;
        default:
          ASSERT_EQ(file->pMethods->xWrite(file, bytes.data(), static_cast<int>(bytes.size()), below(200)),
                    SQLITE_OK);
      }
    }
    disk_.crash();
    EXPECT_EQ(content(), synced) << "round " << round << " of seed " << seed;
    file->pMethods->xClose(file);
    disk_.revive();
  }
}

}  // namespace
}  // namespace sluice::storage
