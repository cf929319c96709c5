#include <gtest/gtest.h>

#include "control/commerce/funding/coupon.h"
#include "control/commerce/funding/payment_method.h"
#include "control/commerce/funding/stored_value_card.h"

namespace sluice::commerce {
namespace {

base::WallTime status_at(int64_t ms) {
  return base::from_unix_ms(ms);
}

TEST(CouponStatus, FollowsFromFactsBalanceAndTime) {
  struct Case {
    bool is_cancelled;
    int64_t reserved_for;
    bool single_use;
    Balance balance;
    int64_t now;
    const char* status;
  };
  const Case cases[] = {
      {false, 0, false, {100, 0}, 150, "AVAILABLE"},  //
      {false, 0, false, {100, 0}, 50, "AVAILABLE"},   // its time has not begun
      {false, 0, false, {30, 30}, 150, "AVAILABLE"},  // held, not gone
      {false, 0, false, {0, 0}, 150, "USED_UP"},      //
      {false, 0, true, {100, 0}, 150, "AVAILABLE"},   //
      {false, 0, true, {99, 0}, 150, "USED_UP"},      // once is once
      {false, 7, true, {100, 60}, 150, "RESERVED"},   //
      {false, 7, true, {100, 60}, 250, "RESERVED"},   // the order may still end well
      {false, 0, true, {100, 0}, 200, "EXPIRED"},     //
      {false, 0, false, {0, 0}, 200, "EXPIRED"},      //
      {true, 7, true, {100, 60}, 250, "CANCELLED"},   //
  };
  for (const Case& c : cases) {
    const Coupon coupon{.nominal = 100,
                        .from = status_at(100),
                        .to = status_at(200),
                        .is_cancelled = c.is_cancelled,
                        .reserved_for = c.reserved_for,
                        .rule = {.single_use = c.single_use},
                        .balance = c.balance};
    EXPECT_EQ(to_text(status_of(coupon, status_at(c.now))), c.status) << &c - cases;
  }
}

TEST(CardStatus, FollowsFromStateBalanceAndTime) {
  struct Case {
    CardState state;
    Minor posted;
    int64_t now;
    const char* status;
  };
  const Case cases[] = {
      {CardState::Active, 1, 199, "AVAILABLE"},    {CardState::Active, 0, 199, "USED_UP"},
      {CardState::Active, 1, 200, "EXPIRED"},      {CardState::Frozen, 0, 300, "FROZEN"},
      {CardState::Cancelled, 1, 150, "CANCELLED"},
  };
  for (const Case& c : cases) {
    const StoredValueCard card{.to = status_at(200), .state = c.state, .balance = {.posted = c.posted}};
    EXPECT_EQ(to_text(status_of(card, status_at(c.now))), c.status);
  }
}

TEST(PaymentMethod, IsUsableWhileActiveAndNotExpired) {
  PaymentMethod method{.expiry = status_at(200)};
  EXPECT_TRUE(is_usable(method, status_at(199)));
  EXPECT_FALSE(is_usable(method, status_at(200)));
  method.expiry.reset();
  EXPECT_TRUE(is_usable(method, status_at(200)));
  for (const char* state : {"INVALID", "REVOKED", "PENDING", "SUSPENDED", "TERMINATED"}) {
    method.state = to_method_state(state);
    EXPECT_EQ(to_text(method.state), state);
    EXPECT_FALSE(is_usable(method, status_at(0)));
  }
  EXPECT_TRUE(fits(MethodKind::Card, MethodState::Revoked));
  EXPECT_FALSE(fits(MethodKind::Withhold, MethodState::Revoked));
  EXPECT_TRUE(fits(MethodKind::Withhold, MethodState::Suspended));
  EXPECT_FALSE(fits(MethodKind::Card, MethodState::Suspended));
}

}  // namespace
}  // namespace sluice::commerce
