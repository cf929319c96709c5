#include "control/audit_lookup/page_token.h"

#include <gtest/gtest.h>

namespace sluice::audit_lookup {
namespace {

class PageTokens : public testing::Test {
 protected:
  base::SystemRandom random;
  const identity::Sealer sealer{base::Secret(std::string(identity::Sealer::key_bytes, 'k'))};
};

TEST_F(PageTokens, AreReadAsTheyWereWritten) {
  const PageToken token{.account_key = 7,
                        .question = "0123456789abcdef",
                        .from = base::from_unix_ms(1000),
                        .until = base::from_unix_ms(2000),
                        .newest = {{50, 60}},
                        .after = {base::from_unix_ms(1500), audit::Stream::Refusals, 55}};
  const auto read = open_page_token(seal(token, sealer, random), sealer);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->account_key, 7);
  EXPECT_EQ(read->question, token.question);
  EXPECT_EQ(read->from, token.from);
  EXPECT_EQ(read->until, token.until);
  EXPECT_EQ(read->newest.sequence, token.newest.sequence);
  EXPECT_EQ(read->after, token.after);
}

TEST_F(PageTokens, WhatIsNoneIsRefused) {
  for (const char* plain :
       {"", "1", "2.q.1.1.1.1.1.1.0.1", "1.q.1.1.1.1.1.1.0", "1.q.1.1.1.1.1.1.0.1.1", "1.q.1.1.1.1.1.1.2.1",
        "1.q.-1.1.1.1.1.1.0.1", "1.q.x.1.1.1.1.1.0.1", "1.q.1.1.1.1.1.99999999999999999999.0.1"}) {
    EXPECT_FALSE(open_page_token(sealer.seal(base::Secret(plain), page_token_context, random), sealer))
        << plain;
  }
  constexpr const char* well_formed = "1.q.1.1.1.1.1.1.0.1";
  EXPECT_TRUE(open_page_token(sealer.seal(base::Secret(well_formed), page_token_context, random), sealer));
  EXPECT_FALSE(open_page_token(well_formed, sealer));
  EXPECT_FALSE(open_page_token(sealer.seal(base::Secret(well_formed), "session token 1", random), sealer));
}

}  // namespace
}  // namespace sluice::audit_lookup
