#pragma once
// Which coupon, cards and methods come into question for an order, and in which order: parts of the plan
// (plan.h has the rules). Pure; what is returned points into the sources.

#include <vector>

#include "control/commerce/funding/need.h"
#include "control/commerce/funding/sources.h"
#include "control/commerce/refusal/refusal.h"
#include "platform/base/result.h"

namespace sluice::commerce {

struct CouponChoice {
  const Coupon* coupon = nullptr;  // null: none
  Minor there = 0;                 // what it can be planned with
};
base::Result<CouponChoice, Refusal> choose_coupon(const FundingNeed& need, const FundingSources& sources);

struct CardChoice {
  const StoredValueCard* card = nullptr;
  Minor there = 0;
};
base::Result<std::vector<CardChoice>, Refusal> choose_cards(const FundingNeed& need,
                                                            const FundingSources& sources);

// That an account which pays by card or by withholding has something to pay with.
base::Result<void, Refusal> check_pay_mode(const FundingNeed& need, const FundingSources& sources);
std::vector<const PaymentMethod*> usable_methods(const FundingNeed& need, const FundingSources& sources);

}  // namespace sluice::commerce
