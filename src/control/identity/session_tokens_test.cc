#include "control/identity/session_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SessionTokensTest : public testing::Test {
 protected:
  static Session session() {
    return {.account_id = model::AccountId("1234567890123456"),
            .role_id = model::RoleId("312345678901234567"),
            .name = std::string(64, 's'),
            .access_key_id = model::AccessKeyId("STS.key"),
            .secret = base::Secret("the-temporary-secret"),
            .expires = *base::parse_iso8601("2026-01-02T04:04:05Z")};
  }

  base::SystemRandom random;
  const Sealer sealer{base::Secret(std::string(Sealer::key_bytes, 'k'))};
  const SessionTokens tokens{sealer};
};

TEST_F(SessionTokensTest, SayInAnotherProcessWhatWasSealed) {
  const std::string token = tokens.seal(session(), random);
  EXPECT_LE(token.size(), SessionTokens::token_bytes_max);
  const Sealer same_key{base::Secret(std::string(Sealer::key_bytes, 'k'))};
  const auto opened = SessionTokens(same_key).open(token);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->account_id, session().account_id);
  EXPECT_EQ(opened->role_id, session().role_id);
  EXPECT_EQ(opened->name, session().name);
  EXPECT_EQ(opened->access_key_id, session().access_key_id);
  EXPECT_EQ(opened->secret.reveal(), session().secret.reveal());
  EXPECT_EQ(opened->expires, session().expires);
}

TEST_F(SessionTokensTest, OpenForNobodyWithAnotherSealingKey) {
  const Sealer other{base::Secret(std::string(Sealer::key_bytes, 'o'))};
  EXPECT_FALSE(SessionTokens(other).open(tokens.seal(session(), random)));
}

TEST_F(SessionTokensTest, AreRefusedWithAnyByteChanged) {
  const std::string token = tokens.seal(session(), random);
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(tokens.open(changed)) << i;
  }
  for (const std::string& other : {std::string(), std::string("token"), token.substr(4), token + token,
                                   std::string(SessionTokens::token_bytes_max + 1, 'A')}) {
    EXPECT_FALSE(tokens.open(other));
  }
}

TEST_F(SessionTokensTest, AreNotSealedSecretsOfAccessKeysNorTheOtherWayRound) {
  const std::string token = tokens.seal(session(), random);
  EXPECT_FALSE(sealer.open(token, "STS.key"));
  EXPECT_FALSE(tokens.open(sealer.seal(base::Secret(R"({"key":"STS.key"})"), "STS.key", random)));
}

TEST_F(SessionTokensTest, TwoOfOneSessionDifferAndShowNothing) {
  const std::string token = tokens.seal(session(), random);
  EXPECT_NE(token, tokens.seal(session(), random));
  EXPECT_THAT(token, Not(HasSubstr("secret")));
}

}  // namespace
}  // namespace sluice::identity
