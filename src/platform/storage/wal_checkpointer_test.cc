#include "platform/storage/wal_checkpointer.h"

#include <filesystem>
#include <thread>

#include <gtest/gtest.h>

#include "platform/storage/testing/lossy_vfs.h"
#include "platform/storage/testing/scratch_directory.h"

namespace sluice::storage {
namespace {

constexpr size_t page_bytes = 4096;

class WalCheckpointerTest : public ::testing::Test {
 protected:
  WalCheckpointerTest() { writer_.execute("CREATE TABLE t (text TEXT)"); }

  // One commit of a few more than `frames` frames.
  void write(int frames) {
    writer_.execute("INSERT INTO t VALUES (?)", {std::string(static_cast<size_t>(frames) * page_bytes, 'x')});
  }
  uintmax_t file_pages() const { return std::filesystem::file_size(path_) / page_bytes; }
  uintmax_t log_bytes() const { return std::filesystem::file_size(path_ + "-wal"); }

  ScratchDirectory directory_;
  LossyVfs disk_{"lossy"};
  const std::string path_ = directory_.path("db");
  SqliteConnection writer_{path_, disk_.name(), SqliteConnection::Access::ReadWrite};
  WalCheckpointer checkpointer_{writer_};
};

// A snapshot that is held until release().
class HeldSnapshot {
 public:
  explicit HeldSnapshot(const std::string& path, const LossyVfs& disk)
      : connection_(path, disk.name(), SqliteConnection::Access::ReadOnly) {
    connection_.begin_read();
    connection_.query("SELECT 1 FROM t", {}, [](const Row&) {});
  }
  void release() { connection_.rollback(); }

 private:
  SqliteConnection connection_;
};

TEST_F(WalCheckpointerTest, ACommitDoesNotWaitForACheckpoint) {
  write(2 * WalCheckpointer::frames_checkpoint);
  EXPECT_LT(file_pages(), 10u);
  checkpointer_.run_if_due();
  EXPECT_GT(file_pages(), 2u * WalCheckpointer::frames_checkpoint);
}

TEST_F(WalCheckpointerTest, AShortLogIsLeftAlone) {
  write(WalCheckpointer::frames_checkpoint / 2);
  checkpointer_.run_if_due();
  EXPECT_LT(file_pages(), 10u);
}

TEST_F(WalCheckpointerTest, TheLogStartsOverAfterACheckpoint) {
  write(2 * WalCheckpointer::frames_checkpoint);
  checkpointer_.run_if_due();
  const uintmax_t before = log_bytes();
  write(WalCheckpointer::frames_checkpoint);
  EXPECT_EQ(log_bytes(), before);
  checkpointer_.run_if_due();  // the count, too, starts over
  EXPECT_GT(file_pages(), 3u * WalCheckpointer::frames_checkpoint);
}

TEST_F(WalCheckpointerTest, ALongLogWaitsForItsReadersAndStartsOver) {
  HeldSnapshot snapshot(path_, disk_);
  write(WalCheckpointer::frames_restart);
  const uintmax_t before = log_bytes();
  std::jthread reader([&] {
    EXPECT_TRUE(disk_.wait_for_refused_locks(1));  // the checkpoint has met the snapshot
    snapshot.release();
  });
  checkpointer_.run_if_due();
  reader.join();
  write(WalCheckpointer::frames_checkpoint);
  EXPECT_EQ(log_bytes(), before);
}

TEST_F(WalCheckpointerTest, AReaderThatDoesNotLetGoIsNotWaitedForAgainAtOnce) {
  HeldSnapshot snapshot(path_, disk_);
  write(WalCheckpointer::frames_restart);
  checkpointer_.run_if_due();
  EXPECT_LT(file_pages(), 10u);  // everything in the log is newer than the snapshot
  snapshot.release();
  checkpointer_.run_if_due();
  EXPECT_LT(file_pages(), 10u);
  write(WalCheckpointer::frames_checkpoint);
  checkpointer_.run_if_due();
  EXPECT_GT(file_pages(), 1u * WalCheckpointer::frames_restart);
}

}  // namespace
}  // namespace sluice::storage
