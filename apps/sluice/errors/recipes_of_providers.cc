// What is decided outside, where whoever decides it is not heard, or changes his mind.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

Recipe where_it_is(api::OrderError error, std::string seam, std::string behaviour) {
  return {.error = error, .steps = {misbehave(std::move(seam), std::move(behaviour))}};
}

// The partner pays, on a page of his own, for an end user of his.
Recipe of_an_end_user(api::OrderError error, Act last) {
  return {.error = error,
          .steps = {with_deposit(), partner(), recharge("{partner}", "100.00"), reseller("100.00"),
                    modify_fund_account("{partner}", "PayMode", "RESELLER_URL", "BALANCE"), std::move(last)}};
}

}  // namespace

std::vector<Recipe> recipes_of_providers() {
  using enum api::OrderError;
  return {
      where_it_is(SystemQueryImmortalError, "inventory", "failing"),
      where_it_is(PriceHsfTimeoutError, "pricing", "silent"),
      where_it_is(PayQueryParentRelationshipFailed, "relation", "failing"),
      where_it_is(PayPayFailedParentRelationchanged, "relation", "forgetful"),
      where_it_is(SystemSystemError, "risk", "failing"),
      where_it_is(CallInterface, "resource_plane", "failing"),
      {.error = OrderQueryInstanceError, .steps = {own_balancer(), misbehave("registry", "failing")}},
      {.error = PayQueryAvailableAmountFailed,
       .steps = {with_deposit(), recharge("{customer}", "100.00"), misbehave("funds", "refusing")}},
      of_an_end_user(PayQueryAvailableEnduserAmountFailed, misbehave("funds", "refusing")),
      of_an_end_user(PayResellerPayGetUrlError, misbehave("reseller", "failing")),
  };
}

}  // namespace sluice::app::errors
