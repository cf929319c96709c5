#include "control/identity/bootstrap.h"

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "control/identity/directory.h"
#include "control/identity/identity_store.h"
#include "control/schema/schema.h"
#include "platform/json/json.h"
#include "platform/storage/sqlite_database.h"

namespace sluice::identity {
namespace {

class BootstrapTest : public ::testing::Test {
 protected:
  BootstrapTest() { std::filesystem::create_directory(directory_); }
  ~BootstrapTest() override { std::filesystem::remove_all(directory_); }

  // One start of the service; the keys it knows afterwards.
  std::unique_ptr<KeyRing> start(const FirstKey& first = {}) {
    auto database =
        storage::open_sqlite({.path = directory_ + "/test.db", .migrations = schema::migrations()});
    EXPECT_TRUE(database);
    auto ring = std::make_unique<KeyRing>();
    const auto ready = bootstrap(**database, keys_, random_, clock_, sealer_,
                                 {.first_key = first, .credentials_path = path_});
    EXPECT_TRUE(ready) << ready.error();
    EXPECT_TRUE(Directory(**database, sealer_, *ring).load_all());
    return ring;
  }

  void delete_key(const std::string& id) {
    auto database =
        storage::open_sqlite({.path = directory_ + "/test.db", .migrations = schema::migrations()});
    ASSERT_TRUE(database);
    std::promise<bool> deleted;
    (*database)->submit_write(
        [&](storage::Transaction& tx) {
          delete_access_key(tx, model::AccessKeyId(id));
          return storage::Verdict::Keep;
        },
        [&](const std::optional<storage::Failure>& failure) { deleted.set_value(!failure); });
    EXPECT_TRUE(deleted.get_future().get());
  }

  json::Value credentials() const {
    std::ifstream file(path_);
    auto value = json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    return value ? *value : json::Value();
  }

  base::SystemRandom random_;
  base::ManualClock clock_{*base::parse_iso8601("2026-01-02T03:04:05Z")};
  storage::KeySource keys_{clock_};
  Sealer sealer_{base::Secret(std::string(Sealer::key_bytes, 'k'))};
  const std::string directory_ = ::testing::TempDir() + "/bootstrap-" + random_.text(12, "abcdefghij");
  const std::string path_ = directory_ + "/credentials.json";
};

TEST_F(BootstrapTest, ADrawnKeyIsWrittenForItsOwnerAndStaysTheSame) {
  const auto ring = start();
  const std::string id(json::find_text(credentials(), "AccessKeyId").value_or(""));
  ASSERT_NE(ring->find(id), nullptr);
  EXPECT_EQ(ring->find(id)->secret.reveal(), json::find_text(credentials(), "AccessKeySecret"));
  EXPECT_TRUE(ring->find(id)->caller.is_operator);
  struct stat info {};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_NE(start()->find(id), nullptr);
}

TEST_F(BootstrapTest, AStartThatDiedBeforeTheFileIsMadeUpFor) {
  start();
  const json::Value before = credentials();
  std::filesystem::remove(path_);
  start();
  EXPECT_EQ(credentials(), before);
}

// How an operator gets rid of a secret that lies in a file.
TEST_F(BootstrapTest, ADrawnKeyThatWasDeletedIsNotWrittenAgain) {
  start();
  const std::string id(json::find_text(credentials(), "AccessKeyId").value_or(""));
  delete_key(id);
  std::filesystem::remove(path_);
  EXPECT_EQ(start()->find(id), nullptr);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(BootstrapTest, AChosenKeyIsNeverWrittenAlsoWhenALaterStartDoesNotNameIt) {
  EXPECT_NE(start({"chosen-id", base::Secret("chosen-secret")})->find("chosen-id"), nullptr);
  EXPECT_NE(start()->find("chosen-id"), nullptr);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

}  // namespace
}  // namespace sluice::identity
