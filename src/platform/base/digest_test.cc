#include "platform/base/digest.h"

#include <string>

#include <gtest/gtest.h>

#include "platform/base/encoding.h"

namespace sluice::base {
namespace {

struct DigestVector {
  const char* claim;
  std::string data;
  const char* sha1;
  const char* sha256;
};

class Fips180 : public testing::TestWithParam<DigestVector> {};

TEST_P(Fips180, VectorsHold) {
  EXPECT_EQ(hex_lower(digest(Hash::Sha1, GetParam().data)), GetParam().sha1);
  EXPECT_EQ(hex_lower(digest(Hash::Sha256, GetParam().data)), GetParam().sha256);
}

// FIPS 180-2, appendices A and B; the empty message is in NIST's test vectors for byte-oriented messages.
INSTANTIATE_TEST_SUITE_P(
    , Fips180,
    testing::Values(DigestVector{"Empty", "", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                                 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                    DigestVector{"OneBlock", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d",
                                 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
                    DigestVector{"TwoBlocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                                 "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
                                 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
                    DigestVector{"Long", std::string(1'000'000, 'a'),
                                 "34aa973cd4c4daa4f61eeb2bdbad27316534016f",
                                 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}),
    [](const auto& vector) { return std::string(vector.param.claim); });

struct HmacVector {
  std::string claim;
  Hash hash;
  std::string key;
  std::string data;
  std::string_view result;  // may be a beginning, where the document truncates
};

class PublishedHmac : public testing::TestWithParam<HmacVector> {};

TEST_P(PublishedHmac, VectorsHold) {
  const HmacVector& vector = GetParam();
  const std::string result = hex_lower(hmac(vector.hash, Secret(vector.key), vector.data));
  EXPECT_EQ(result.size(), vector.hash == Hash::Sha1 ? 40U : 64U);
  EXPECT_EQ(result.substr(0, vector.result.size()), vector.result);
}

std::string counted_key() {
  std::string key;
  for (char c = 1; c <= 25; ++c) key.push_back(c);
  return key;
}

constexpr const char* hash_key_first = "Test Using Larger Than Block-Size Key - Hash Key First";

INSTANTIATE_TEST_SUITE_P(
    Rfc2202, PublishedHmac,
    testing::Values(HmacVector{"Case1", Hash::Sha1, std::string(20, '\x0b'), "Hi There",
                               "b617318655057264e28bc0b6fb378c8ef146be00"},
                    HmacVector{"Case2", Hash::Sha1, "Jefe", "what do ya want for nothing?",
                               "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
                    HmacVector{"Case3", Hash::Sha1, std::string(20, '\xaa'), std::string(50, '\xdd'),
                               "125d7342b9ac11cd91a39af48aa17b4f63f175d3"},
                    HmacVector{"Case4", Hash::Sha1, counted_key(), std::string(50, '\xcd'),
                               "4c9007f4026250c6bc8414f9bf50c86c2d7235da"},
                    HmacVector{"Case5", Hash::Sha1, std::string(20, '\x0c'), "Test With Truncation",
                               "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"},
                    HmacVector{"Case6", Hash::Sha1, std::string(80, '\xaa'), hash_key_first,
                               "aa4ae5e15272d00e95705637ce8a3b55ed402112"},
                    HmacVector{"Case7", Hash::Sha1, std::string(80, '\xaa'),
                               "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data",
                               "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"}),
    [](const auto& vector) { return vector.param.claim; });

INSTANTIATE_TEST_SUITE_P(
    Rfc4231, PublishedHmac,
    testing::Values(HmacVector{"Case1", Hash::Sha256, std::string(20, '\x0b'), "Hi There",
                               "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
                    HmacVector{"Case2", Hash::Sha256, "Jefe", "what do ya want for nothing?",
                               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
                    HmacVector{"Case3", Hash::Sha256, std::string(20, '\xaa'), std::string(50, '\xdd'),
                               "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
                    HmacVector{"Case4", Hash::Sha256, counted_key(), std::string(50, '\xcd'),
                               "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"},
                    HmacVector{"Case5", Hash::Sha256, std::string(20, '\x0c'), "Test With Truncation",
                               "a3b6167473100ee06e0c796c2955552b"},
                    HmacVector{"Case6", Hash::Sha256, std::string(131, '\xaa'), hash_key_first,
                               "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
                    HmacVector{"Case7", Hash::Sha256, std::string(131, '\xaa'),
                               "This is a test using a larger than block-size key and a larger than "
                               "block-size data. The key needs "
                               "to be hashed before being used by the HMAC algorithm.",
                               "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"}),
    [](const auto& vector) { return vector.param.claim; });

TEST(Hmac, KeyAndDataMayBeEmpty) {
  EXPECT_EQ(hex_lower(hmac(Hash::Sha256, Secret(), "")),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  EXPECT_EQ(hex_lower(hmac(Hash::Sha1, Secret(), {})), "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

}  // namespace
}  // namespace sluice::base
