#include "control/audit_lookup/page_token.h"

#include <gtest/gtest.h>

#include "platform/base/encoding.h"

namespace sluice::audit_lookup {
namespace {

TEST(PageToken, IsReadAsItWasWritten) {
  const PageToken token{.account_key = 7,
                        .question = "0123456789abcdef",
                        .from = base::from_unix_ms(1000),
                        .until = base::from_unix_ms(2000),
                        .newest = {{50, 60}},
                        .after = {base::from_unix_ms(1500), audit::Stream::Refusals, 55}};
  const auto read = parse_page_token(to_text(token));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->account_key, 7);
  EXPECT_EQ(read->question, token.question);
  EXPECT_EQ(read->from, token.from);
  EXPECT_EQ(read->until, token.until);
  EXPECT_EQ(read->newest.sequence, token.newest.sequence);
  EXPECT_EQ(read->after, token.after);
}

TEST(PageToken, WhatIsNoneIsRefused) {
  for (const char* plain :
       {"", "1", "2.q.1.1.1.1.1.1.0.1", "1.q.1.1.1.1.1.1.0", "1.q.1.1.1.1.1.1.0.1.1", "1.q.1.1.1.1.1.1.2.1",
        "1.q.-1.1.1.1.1.1.0.1", "1.q.x.1.1.1.1.1.0.1", "1.q.1.1.1.1.1.99999999999999999999.0.1"}) {
    EXPECT_FALSE(parse_page_token(base::base64(plain))) << plain;
  }
  EXPECT_FALSE(parse_page_token("1.q.1.1.1.1.1.1.0.1"));
}

}  // namespace
}  // namespace sluice::audit_lookup
