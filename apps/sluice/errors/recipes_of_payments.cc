// S17: where the money comes from.

#include "errors/steps.h"

namespace sluice::app::errors {

std::vector<Recipe> recipes_of_payments() {
  using enum api::OrderError;
  const Amend without_coupons = {
      "Commodity",
      "elb_post",
      {{"Deposit", R"({"Rule": "Cycles", "Cycles": 1})"}, {"CouponAllowed", "false"}}};
  const Act money = recharge("{customer}", "100.00");
  return {
      {.error = PayPayForbidUserCoupon,
       .steps = {without_coupons, money, modify_customer("PinnedCoupon", "K-{run}", "NONE")}},
      {.error = PayCounponNotExist,
       .steps = {with_deposit(), money, modify_customer("PinnedCoupon", "K-{run}", "NONE")}},
      {.error = PayStoredCardNotExist,
       .steps = {with_deposit(), money, modify_customer("PinnedCard", "C-{run}", "NONE")}},
      {.error = PayNoCreditCard,
       .steps = {with_deposit(), modify_fund_account("{customer}", "PayMode", "CARD", "BALANCE")}},
      {.error = PayInsufficientBalance, .steps = {with_deposit(), recharge("{customer}", "7.49")}},
  };
}

}  // namespace sluice::app::errors
