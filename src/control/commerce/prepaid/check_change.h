#pragma once
// Whether the plan of a host can be changed, for the rest of its time or for a part of it, and what a change
// does to that time. Pure.

#include "control/commerce/catalogue/order_type.h"
#include "control/commerce/hosts/check_host.h"
#include "control/commerce/pricing/quote.h"

namespace sluice::commerce {

// `type` is Upgrade, Downgrade or TempUpgrade. Of a host that is there (check_host_is_there). In the order:
//
//   OrderSysConstraintInvalid  it is not NORMAL; its time has no end, or is over
//   ... what check_host_is_settled tells
//   of an upgrade or downgrade:
//     PurchaseExistToBeValidProdRuleError  a temporary upgrade is booked
//     PurchaseExistValidProdRuleError      one is in effect
//     PurchaseExistRenewchangeProd         a renewal with another plan waits for its time
//   of a temporary upgrade:
//     PurchaseExistToBeValidRenewChangeProdRuleError  such a renewal waits
//     PurchaseExistValidProdRuleError                 another one is booked, or in effect
std::optional<Refusal> check_may_change(OrderType type, const HostFacts& host, base::WallTime now);

// What the difference of two plans costs from one instant to another: a thirtieth of the month's difference
// for each day that begins. In the words of the new plan's quote. Nothing if it is no amount.
inline constexpr int64_t days_of_a_month = 30;
std::optional<Quote> price_of_difference(const Quote& old_plan, const Quote& new_plan, base::WallTime from,
                                         base::WallTime to);

// The line as it is when what is left of its time is worth as much at the other price: what lies ahead is
// stretched by the old price over the new one.
SubscriptionLine stretched(SubscriptionLine line, Minor old_price, Minor new_price, base::WallTime now);

}  // namespace sluice::commerce
