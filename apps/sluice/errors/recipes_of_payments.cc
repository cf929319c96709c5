// S17: where the money comes from.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

// Granted and picked, so that an order has to be paid with it.
std::vector<Step> pinned_coupon(const char* amount, const char* rule) {
  return {with_deposit(), recharge("{customer}", "100.00"),
          operate("GrantCoupon",
                  {{"AccountId", "{customer}"},
                   {"CouponNo", "K-{run}"},
                   {"Currency", "USD"},
                   {"Amount", amount},
                   {"ToTime", far_off},
                   {"Rule", rule}},
                  {{Who::Operator, "CancelCoupon", {{"CouponNo", "K-{run}"}}}}),
          modify_customer("PinnedCoupon", "K-{run}", "NONE")};
}

// It serves one order, and another order has it.
std::vector<Step> coupon_in_use() {
  std::vector<Step> steps = pinned_coupon("50.00", R"({"SingleUse":true})");
  steps.push_back(record_order("Buy", {"FULFILLING", "COMPENSATING", "FAILED"}));
  steps.push_back(Act{.call = {Who::Customer, "PayOrder", {{"OrderId", "{order}"}}}});
  return steps;
}

std::vector<Step> frozen_card() {
  return {with_deposit(), recharge("{customer}", "100.00"),
          operate("SellStoredValueCard",
                  {{"AccountId", "{customer}"},
                   {"CardNo", "C-{run}"},
                   {"Currency", "USD"},
                   {"Amount", "50.00"},
                   {"ToTime", far_off}},
                  {{Who::Operator, "CancelStoredValueCard", {{"CardNo", "C-{run}"}}}}),
          operate("ModifyStoredValueCard", {{"CardNo", "C-{run}"}, {"Status", "FROZEN"}}),
          modify_customer("PinnedCard", "C-{run}", "NONE")};
}

}  // namespace

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
      {.error = PayCouponNotMeetConsumptionRule,
       .steps = pinned_coupon("50.00", R"({"Products":{"Mode":"Only","Codes":["rds"]}})")},
      {.error = PayCouponAmountNotEnough, .steps = pinned_coupon("5.00", R"({"MustCoverInFull":true})")},
      {.error = PayStoredCardNotExist,
       .steps = {with_deposit(), money, modify_customer("PinnedCard", "C-{run}", "NONE")}},
      {.error = PayNoCreditCard, .steps = {with_deposit(), pay_by("CARD")}},
      {.error = PayInvalidCreditCard,
       .steps = {with_deposit(), payment_method("CARD", {{"ExpiryTime", long_ago}}), pay_by("CARD")}},
      {.error = PayWithholdingAgreementIllegal,
       .steps = {with_deposit(), payment_method("WITHHOLD", {{"Status", "SUSPENDED"}}), pay_by("WITHHOLD")}},
      {.error = PayInsufficientBalance, .steps = {with_deposit(), recharge("{customer}", "7.49")}},
      {.error = PayMegrePayOrderHasThanOneChagreChannel,
       .steps = {with_deposit(), payment_method("CARD", {{"PerPaymentMax", "5.00"}}),
                 payment_method("WITHHOLD", {{"PerPaymentMax", "5.00"}}), pay_by("CARD")}},
      {.error = SystemUseCouponFailed, .steps = coupon_in_use()},
      {.error = SystemUseStoredCardFailed, .steps = frozen_card()},
  };
}

}  // namespace sluice::app::errors
