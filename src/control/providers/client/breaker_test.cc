#include "control/providers/client/breaker.h"

#include <gtest/gtest.h>

namespace sluice::providers {
namespace {

constexpr base::MonotonicTime start{};
constexpr auto just_before = Breaker::rest - base::Duration(1);

void fail_until_open(Breaker& breaker, base::MonotonicTime now) {
  for (int i = 0; i < Breaker::failures_max; ++i) {
    ASSERT_TRUE(breaker.permit(now));
    EXPECT_EQ(breaker.failed(now), i == Breaker::failures_max - 1);
  }
}

TEST(Breaker, OpensAfterFailuresInARow) {
  Breaker breaker;
  fail_until_open(breaker, start);
  EXPECT_TRUE(breaker.is_open());
  EXPECT_FALSE(breaker.permit(start));
}

TEST(Breaker, StaysClosedWhileSomethingSucceedsInBetween) {
  Breaker breaker;
  for (int i = 0; i < 10 * Breaker::failures_max; ++i) {
    EXPECT_TRUE(breaker.permit(start));
    breaker.failed(start);
    if (i % (Breaker::failures_max - 1) == 0) breaker.succeeded();
    EXPECT_FALSE(breaker.is_open());
  }
}

TEST(Breaker, LetsOneTryAfterItsRest) {
  Breaker breaker;
  fail_until_open(breaker, start);
  EXPECT_FALSE(breaker.permit(start + just_before));
  EXPECT_TRUE(breaker.permit(start + Breaker::rest));
  EXPECT_FALSE(breaker.permit(start + Breaker::rest));
  EXPECT_FALSE(breaker.permit(start + 3 * Breaker::rest));
}

TEST(Breaker, RestsAgainWhenTheTryFails) {
  Breaker breaker;
  fail_until_open(breaker, start);
  const base::MonotonicTime tried = start + Breaker::rest;
  ASSERT_TRUE(breaker.permit(tried));
  EXPECT_FALSE(breaker.failed(tried));
  EXPECT_FALSE(breaker.permit(tried + just_before));
  EXPECT_TRUE(breaker.permit(tried + Breaker::rest));
}

TEST(Breaker, ClosesWhenTheTrySucceeds) {
  Breaker breaker;
  fail_until_open(breaker, start);
  ASSERT_TRUE(breaker.permit(start + Breaker::rest));
  breaker.succeeded();
  EXPECT_FALSE(breaker.is_open());
  fail_until_open(breaker, start + Breaker::rest);
}

}  // namespace
}  // namespace sluice::providers
