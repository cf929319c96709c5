#include "platform/base/clock.h"

#include <gtest/gtest.h>

namespace sluice::base {
namespace {

using namespace std::chrono_literals;

TEST(ManualClock, StandsStillUntilItIsMoved) {
  ManualClock clock(from_unix_ms(1'000));
  const MonotonicTime before = clock.monotonic();
  EXPECT_EQ(clock.wall(), from_unix_ms(1'000));
  EXPECT_EQ(clock.monotonic(), before);
  clock.advance(1'500ms);
  EXPECT_EQ(clock.wall(), from_unix_ms(2'500));
  EXPECT_EQ(clock.monotonic(), before + 1'500ms);
}

TEST(ManualClock, BothTimesStayTogetherOverManySmallSteps) {
  ManualClock clock;
  for (int i = 0; i < 4; ++i) clock.advance(250us);
  EXPECT_EQ(clock.wall(), from_unix_ms(1));
}

TEST(SystemClock, MonotonicTimeDoesNotStepBack) {
  const SystemClock clock;
  MonotonicTime last = clock.monotonic();
  for (int i = 0; i < 1'000; ++i) {
    const MonotonicTime now = clock.monotonic();
    ASSERT_GE(now, last);
    last = now;
  }
}

TEST(SystemClock, WallTimeIsAfterThisWasWritten) {
  EXPECT_GT(SystemClock().wall(), *parse_iso8601("2025-01-01T00:00:00Z"));
}

struct Moment {
  int64_t unix_ms;
  std::string_view text;
};

class Iso8601 : public testing::TestWithParam<Moment> {};

TEST_P(Iso8601, IsWrittenAndReadBack) {
  EXPECT_EQ(format_iso8601(from_unix_ms(GetParam().unix_ms)), GetParam().text);
  const auto time = parse_iso8601(GetParam().text);
  ASSERT_TRUE(time);
  EXPECT_EQ(to_unix_ms(*time), GetParam().unix_ms);
}

INSTANTIATE_TEST_SUITE_P(Moments, Iso8601,
                         testing::Values(Moment{0, "1970-01-01T00:00:00Z"},
                                         Moment{-1'000, "1969-12-31T23:59:59Z"},
                                         Moment{1'767'323'045'000, "2026-01-02T03:04:05Z"},
                                         Moment{951'782'399'000, "2000-02-28T23:59:59Z"},
                                         Moment{951'782'400'000, "2000-02-29T00:00:00Z"},
                                         Moment{4'107'542'400'000, "2100-03-01T00:00:00Z"},
                                         Moment{253'402'300'799'000, "9999-12-31T23:59:59Z"},
                                         Moment{-62'167'219'200'000, "0000-01-01T00:00:00Z"}));

TEST(Iso8601Format, DropsTheFractionOfASecond) {
  EXPECT_EQ(format_iso8601(from_unix_ms(999)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_iso8601(from_unix_ms(-1)), "1969-12-31T23:59:59Z");
}

TEST(Iso8601Parse, EveryOtherFormIsRefused) {
  for (const std::string_view text :
       {"", "2026-01-02", "2026-01-02T03:04:05", "2026-01-02T03:04:05z", "2026-01-02t03:04:05Z",
        "2026-01-02 03:04:05Z", "2026-01-02T03:04:05.000Z", "2026-01-02T03:04:05+00:00",
        "2026-1-02T03:04:05Z", "02026-01-02T03:04:05Z", " 2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z ",
        "+026-01-02T03:04:05Z", "2026-01-02T03:04:-5Z", "20260102T030405Z", "2026/01/02T03:04:05Z"}) {
    EXPECT_FALSE(parse_iso8601(text)) << text;
  }
}

TEST(Iso8601Parse, ImpossibleDatesAndTimesAreRefused) {
  for (const std::string_view text :
       {"2026-00-02T03:04:05Z", "2026-13-02T03:04:05Z", "2026-01-00T03:04:05Z", "2026-01-32T03:04:05Z",
        "2026-02-29T03:04:05Z", "2100-02-29T03:04:05Z", "2026-04-31T03:04:05Z", "2026-01-02T24:00:00Z",
        "2026-01-02T03:60:05Z", "2026-01-02T03:04:60Z", "2026-01-02T99:99:99Z"}) {
    EXPECT_FALSE(parse_iso8601(text)) << text;
  }
}

}  // namespace
}  // namespace sluice::base
