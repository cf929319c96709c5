#include "control/identity/sealer.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/base/encoding.h"

namespace sluice::identity {
namespace {

using ::testing::HasSubstr;

class SealerTest : public ::testing::Test {
 protected:
  base::SeededRandom random{1};
  Sealer sealer{base::Secret(std::string(Sealer::key_bytes, 'k'))};
  base::Secret secret{"the access key secret"};
};

TEST_F(SealerTest, OpensWhatItSealed) {
  const auto opened = sealer.open(sealer.seal(secret, "key-id", random), "key-id");
  ASSERT_TRUE(opened) << opened.error();
  EXPECT_EQ(opened->reveal(), secret.reveal());
}

TEST_F(SealerTest, TheSealedFormDoesNotHoldTheSecretAndDiffersEachTime) {
  const std::string sealed = sealer.seal(secret, "key-id", random);
  EXPECT_EQ(base::decode_base64(sealed)->find(secret.reveal()), std::string::npos);
  EXPECT_NE(sealer.seal(secret, "key-id", random), sealed);
}

TEST_F(SealerTest, DoesNotOpenInAnotherRowOrUnderAnotherKey) {
  const std::string sealed = sealer.seal(secret, "key-id", random);
  EXPECT_FALSE(sealer.open(sealed, "other-id"));
  EXPECT_FALSE(Sealer(base::Secret(std::string(Sealer::key_bytes, 'x'))).open(sealed, "key-id"));
}

TEST_F(SealerTest, EveryDamagedByteIsNoticed) {
  const std::string sealed = *base::decode_base64(sealer.seal(secret, "key-id", random));
  for (size_t at = 0; at < sealed.size(); ++at) {
    std::string damaged = sealed;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_FALSE(sealer.open(base::base64(damaged), "key-id")) << "byte " << at;
  }
  EXPECT_FALSE(sealer.open("", "key-id"));
  EXPECT_FALSE(sealer.open("not base64!", "key-id"));
}

TEST_F(SealerTest, TheKeyFileIsMadeOnceAndForItsOwnerOnly) {
  const std::string path = ::testing::TempDir() + "/sealer-" + random.text(12, "abcdefghij");
  const auto first = Sealer::from_file(path, random);
  ASSERT_TRUE(first) << first.error();
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  const auto again = Sealer::from_file(path, random);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->open(first->seal(secret, "key-id", random), "key-id"));

  std::ofstream(path, std::ios::trunc) << "short";
  const auto damaged = Sealer::from_file(path, random);
  ASSERT_FALSE(damaged);
  EXPECT_THAT(damaged.error(), HasSubstr("32 bytes"));
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace sluice::identity
