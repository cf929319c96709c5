// `sluice backup` and `sluice restore` as an operator meets them. What a backup under load holds is in
// tests/crash/backup_test.cc.

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"
#include "tests/support/sluice_server.h"

namespace sluice::e2e {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Backup : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return directory.path(name); }
  Finished back_up() const {
    return run(sluice({"backup", "--data-dir", path("data"), "--to", path("backup")}));
  }
  Finished restore(const std::string& to = "restored") const {
    return run(sluice({"restore", "--from", path("backup"), "--data-dir", path(to)}));
  }
  // Of a server that is gone again; a network is all there is.
  void make_backup() {
    SluiceServer server({.data_dir = path("data")});
    ASSERT_TRUE(server.ready());
    network = server.api().make_network("10.0.0.0/8");
    ASSERT_EQ(back_up().exit, 0);
  }
  void bring_key() const {
    std::filesystem::copy_file(path("data/secrets.key"), path("restored/secrets.key"));
  }

  storage::ScratchDirectory directory;
  std::string network;
};

TEST_F(Backup, OfAServerThatRunsBecomesAServer) {
  make_backup();
  const Finished restored = restore();
  ASSERT_EQ(restored.exit, 0) << restored.errors;
  EXPECT_THAT(restored.output, StartsWith("restored    " + path("restored") + "  (schema version "));
  bring_key();
  const SluiceServer again({.data_dir = path("restored")});
  ASSERT_TRUE(again.ready());
  EXPECT_TRUE(again.api().call("DescribeNetworkAttribute", {{"NetworkId", network}}).ok());
}

TEST_F(Backup, OfDataThatNobodyUsesIsMadeAsWell) {
  make_backup();
  std::filesystem::remove(path("backup"));
  const Finished finished = back_up();
  EXPECT_EQ(finished.exit, 0) << finished.errors;
  EXPECT_EQ(restore().exit, 0);
}

TEST_F(Backup, HasNoSealingKeyAndSaysSo) {
  make_backup();
  std::ifstream key_file(path("data/secrets.key"), std::ios::binary);
  const std::string key(std::istreambuf_iterator<char>(key_file), {});
  std::ifstream backup_file(path("backup"), std::ios::binary);
  const std::string backup(std::istreambuf_iterator<char>(backup_file), {});
  ASSERT_EQ(key.size(), 32u);
  EXPECT_EQ(backup.find(key), std::string::npos);
  std::filesystem::remove(path("backup"));
  EXPECT_THAT(back_up().output, HasSubstr("not in it   " + path("data/secrets.key") + ", "));
  EXPECT_THAT(restore().output, HasSubstr("missing     " + path("restored/secrets.key") + ": "));
}

TEST_F(Backup, IsNotServedWithoutItsSealingKey) {
  make_backup();
  ASSERT_EQ(restore().exit, 0);
  for (int start = 0; start < 2; ++start) {
    const Finished finished = run(serve_command({.data_dir = path("restored")}));
    EXPECT_EQ(finished.exit, 1);
    EXPECT_THAT(finished.errors,
                HasSubstr("sluice: the sealing key " + path("restored/secrets.key") + " is missing: "));
  }
  bring_key();
  EXPECT_TRUE(SluiceServer({.data_dir = path("restored")}).ready());
}

TEST_F(Backup, IsRestoredBesideASealingKeyThatIsThereAlready) {
  make_backup();
  std::filesystem::create_directory(path("restored"));
  std::filesystem::permissions(path("restored"), std::filesystem::perms::owner_all);
  bring_key();
  const Finished restored = restore();
  EXPECT_EQ(restored.exit, 0) << restored.errors;
  EXPECT_EQ(restored.output.find("missing"), std::string::npos);
  EXPECT_EQ(restored.output.find("another one"), std::string::npos);
}

TEST_F(Backup, IsRestoredBesideAnotherSealingKeyWithAWordAboutIt) {
  make_backup();
  std::filesystem::create_directory(path("restored"));
  std::filesystem::permissions(path("restored"), std::filesystem::perms::owner_all);
  std::ofstream(path("restored/secrets.key")) << std::string(32, 'x');
  const Finished restored = restore();
  EXPECT_EQ(restored.exit, 0) << restored.errors;
  EXPECT_THAT(restored.output, HasSubstr("another one " + path("restored/secrets.key") + " is the key "));
}

TEST_F(Backup, NeverReplacesAFile) {
  make_backup();
  const Finished second = back_up();
  EXPECT_EQ(second.exit, 1);
  EXPECT_THAT(second.errors, HasSubstr(path("backup") + " is there already"));
}

TEST_F(Backup, IsNotRestoredOverAnythingThatIsThere) {
  make_backup();
  const Finished over_data = restore("data");
  EXPECT_EQ(over_data.exit, 1);
  EXPECT_THAT(over_data.errors, StartsWith("sluice restore: --data-dir: " + path("data") + " holds "));
  ASSERT_EQ(restore().exit, 0);
  EXPECT_THAT(restore().errors, HasSubstr(" holds sluice.db; accepted: a directory that is not there"));
  // A log would be taken for the restored file's.
  std::filesystem::create_directory(path("log"));
  std::ofstream(path("log/sluice.db-wal")) << "";
  EXPECT_THAT(restore("log").errors, HasSubstr(" holds sluice.db-wal; accepted: "));
  std::ofstream(path("file")) << "";
  EXPECT_THAT(restore("file").errors, HasSubstr("cannot read " + path("file") + ": Not a directory"));
}

TEST_F(Backup, ThatIsDamagedIsNotRestoredAndAGoodOneIsAfterwards) {
  make_backup();
  std::filesystem::copy_file(path("backup"), path("good"));
  std::filesystem::resize_file(path("backup"), std::filesystem::file_size(path("backup")) / 2);
  const Finished refused = restore();
  EXPECT_EQ(refused.exit, 1);
  EXPECT_THAT(refused.errors,
              StartsWith("sluice restore: cannot copy the database " + path("backup") + ": "));
  EXPECT_FALSE(std::filesystem::exists(path("restored/sluice.db")));
  std::ofstream(path("restored/sluice.db.part-aaaaaa")) << "left by a restore that was killed";
  std::filesystem::rename(path("good"), path("backup"));
  const Finished restored = restore();
  EXPECT_EQ(restored.exit, 0) << restored.errors;
  EXPECT_FALSE(std::filesystem::exists(path("restored/sluice.db.part-aaaaaa")));
}

TEST_F(Backup, OfDataThatAreNotThereIsRefusedInASentence) {
  const Finished finished = back_up();
  EXPECT_EQ(finished.exit, 1);
  EXPECT_THAT(finished.errors, HasSubstr("sluice backup: cannot copy the database " + path("data/sluice.db") +
                                         ": No such file or directory"));
  EXPECT_FALSE(std::filesystem::exists(path("data")));
}

}  // namespace
}  // namespace sluice::e2e
