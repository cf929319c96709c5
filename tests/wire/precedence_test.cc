// Where two checks of the gateway refuse one request, the earlier one is told (OpenAPI gateway fact sheet,
// section 5.1).

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/wire/checks.h"

namespace sluice::wire {
namespace {

bool can_fail_together(const Check& a, const Check& b, Dialect dialect) {
  return a.applies_to(dialect) && b.applies_to(dialect) &&
         std::ranges::find_first_of(a.bends, b.bends) == a.bends.end();
}

TEST(Precedence, StepsComeInTheirOrder) {
  EXPECT_TRUE(std::ranges::is_sorted(all_checks(), {}, &Check::step));
}

TEST(Precedence, WhereTwoApplyTheEarlierIsTold) {
  CheckedServer server;
  size_t pairs = 0;
  for (const Dialect dialect : dialects) {
    for (const Check& first : all_checks()) {
      for (const Check& second : all_checks()) {
        if (&first >= &second || !can_fail_together(first, second, dialect)) continue;
        const Check* const failing[] = {&first, &second};
        const Answer answer = server.provoke(failing, server.good_call(dialect));
        EXPECT_EQ(answer.code(), first.code)
            << fmt::format("{}: {} comes before {}, step {} before {}", name_of(dialect), first.what,
                           second.what, first.step, second.step);
        ++pairs;
      }
    }
  }
  EXPECT_GT(pairs, 900u) << "nearly every pair can be had";
}

TEST(Precedence, APlainCallWhereTlsIsRequiredFailsBetweenStepsFiveAndSeven) {
  CheckedServer server(true);
  for (const Dialect dialect : dialects) {
    for (const Check& check : all_checks()) {
      if (!check.applies_to(dialect)) continue;
      SCOPED_TRACE(fmt::format("{}: {}", name_of(dialect), check.what));
      ASSERT_NE(check.step, 6);
      WireCall call = server.good_call(dialect);
      check.bend(call);  // the states of later steps are never asked for
      const Answer answer = server.exchange(to_bytes(call));
      if (check.step < 6) {
        EXPECT_EQ(answer.code(), check.code);
      } else {
        EXPECT_EQ(answer.code(), "InvalidProtocol.NeedSsl");
        EXPECT_EQ(answer.status, 403);
      }
    }
  }
}

}  // namespace
}  // namespace sluice::wire
