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
using ::testing::StartsWith;

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

// What the version before key ids wrote: sealed there under 32 times 'k', for the context "key-id".
constexpr std::string_view sealed_by_the_first_version =
    "AQECAwQFBgcICQoLDAN6M00MeuemXNX9DcA4sCfgCmSzTcFuL2M/EVIWPSBWeCUgUlc=";

TEST_F(SealerTest, WhatTheFirstVersionSealedOpensUnderAnyOfTheKeys) {
  for (const Sealer& each : {sealer, sealer.with_new(Sealer::draw_key(random))}) {
    const auto opened = each.open(sealed_by_the_first_version, "key-id");
    ASSERT_TRUE(opened) << opened.error();
    EXPECT_EQ(opened->reveal(), secret.reveal());
    EXPECT_FALSE(each.open(sealed_by_the_first_version, "other-id"));
  }
  EXPECT_EQ(Sealer::key_id_of(sealed_by_the_first_version), "");
}

TEST_F(SealerTest, ASealedTextNamesItsKey) {
  const Sealer other(base::Secret(std::string(Sealer::key_bytes, 'x')));
  const std::string sealed = sealer.seal(secret, "key-id", random);
  EXPECT_EQ(Sealer::key_id_of(sealed), sealer.key_id());
  EXPECT_EQ(sealer.key_id().size(), 16u);
  EXPECT_NE(sealer.key_id(), other.key_id());
  EXPECT_EQ(other.open(sealed, "key-id").error(), "the secret was sealed under the key " + sealer.key_id() +
                                                      "; this sealing key is " + other.key_id());
  EXPECT_FALSE(Sealer::key_id_of("no sealed text"));
}

TEST_F(SealerTest, AnEarlierKeyOpensAndDoesNotSeal) {
  const std::string before = sealer.seal(secret, "key-id", random);
  const Sealer both = sealer.with_new(Sealer::draw_key(random));
  EXPECT_TRUE(both.has_earlier());
  EXPECT_TRUE(both.open(before, "key-id"));
  const std::string after = both.seal(secret, "key-id", random);
  EXPECT_EQ(Sealer::key_id_of(after), both.key_id());
  EXPECT_FALSE(sealer.open(after, "key-id"));
  const Sealer alone = both.alone();
  EXPECT_FALSE(alone.has_earlier());
  EXPECT_TRUE(alone.open(after, "key-id"));
  EXPECT_FALSE(alone.open(before, "key-id"));
}

TEST_F(SealerTest, KeysAreTheSameInAFileAndInText) {
  const Sealer both = sealer.with_new(Sealer::draw_key(random));
  const base::Secret all = both.to_bytes();
  ASSERT_EQ(all.reveal().size(), 2 * Sealer::key_bytes);
  const std::string newest = base::base64(all.reveal().substr(0, Sealer::key_bytes));
  const std::string earlier = base::base64(all.reveal().substr(Sealer::key_bytes));
  const auto read = Sealer::from_text(base::Secret(newest + "," + earlier));
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read->to_bytes().reveal(), all.reveal());

  std::string nine = newest;
  for (size_t more = 0; more < Sealer::keys_max; ++more) nine += "," + newest;
  for (const std::string& text : {std::string(), std::string("short"), newest + ",", "," + newest,
                                  newest + ";" + earlier, newest + " ", nine}) {
    const auto refused = Sealer::from_text(base::Secret(text));
    ASSERT_FALSE(refused) << text;
    EXPECT_THAT(refused.error(), StartsWith("accepted: 1 to 8 keys of 32 bytes each in Base64"));
  }
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
  EXPECT_THAT(damaged.error(), HasSubstr("does not hold 1 to 8 keys of 32 bytes each"));
  const Sealer both = first->with_new(Sealer::draw_key(random));
  std::ofstream(path, std::ios::trunc | std::ios::binary) << both.to_bytes().reveal();
  const auto rotated = Sealer::from_file(path, random);
  ASSERT_TRUE(rotated) << rotated.error();
  EXPECT_EQ(rotated->to_bytes().reveal(), both.to_bytes().reveal());
  for (const size_t size :
       {size_t{0}, Sealer::key_bytes * 2 - 1, Sealer::key_bytes * (Sealer::keys_max + 1)}) {
    std::ofstream(path, std::ios::trunc) << std::string(size, 'k');
    EXPECT_FALSE(Sealer::from_file(path, random)) << size;
  }
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace sluice::identity
