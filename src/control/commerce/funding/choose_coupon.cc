#include <tuple>

#include "control/commerce/funding/choice.h"
#include "control/commerce/funding/refuse.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

base::Result<CouponChoice, Refusal> choose_pinned(const FundingNeed& need, const FundingSources& sources) {
  const std::string name = "the pinned coupon " + sources.preference.pinned_coupon;
  if (!need.coupon_allowed) {
    return refuse(OrderError::PayPayForbidUserCoupon, name + " cannot be used: orders of type " +
                                                          need.order_type + " of " + need.commodity +
                                                          " take no coupons");
  }
  if (!sources.pinned_coupon) {
    return refuse(OrderError::PayCounponNotExist, name + " is none of this account's");
  }
  const Coupon& coupon = *sources.pinned_coupon;
  if (const auto unmet = unmet_condition(coupon.rule, need); !unmet.empty()) {
    return refuse(OrderError::PayCouponNotMeetConsumptionRule,
                  name + " is not for this order: its rule's " + std::string(unmet));
  }
  if (need.now < coupon.from) {
    return refuse(OrderError::PayCouponNotMeetConsumptionRule,
                  name + " is in force from " + base::format_iso8601(coupon.from));
  }
  const auto not_enough = [&](const char* why) {
    return refuse(OrderError::PayCouponAmountNotEnough, name + why);
  };
  if (coupon.is_cancelled) return not_enough(" was cancelled");
  if (need.now >= coupon.to) return not_enough(" has expired");
  if (is_used_up(coupon)) return not_enough(" is used up");
  if (coupon.rule.must_cover_in_full && coupon.balance.posted < need.payable)
    return not_enough(" has to cover the order in full and holds less");
  return CouponChoice{&coupon, coupon.balance.posted};
}

bool is_suitable(const Coupon& coupon, const FundingNeed& need) {
  if (coupon.currency != need.currency || !unmet_condition(coupon.rule, need).empty()) return false;
  if (coupon.is_cancelled || coupon.reserved_for != 0) return false;
  if (need.now < coupon.from || need.now >= coupon.to) return false;
  const Minor there = coupon.balance.free();
  if (is_used_up(coupon) || there <= 0) return false;
  return !coupon.rule.must_cover_in_full || there >= need.payable;
}

}  // namespace

base::Result<CouponChoice, Refusal> choose_coupon(const FundingNeed& need, const FundingSources& sources) {
  if (!sources.preference.pinned_coupon.empty()) return choose_pinned(need, sources);
  if (!need.coupon_allowed || !sources.preference.auto_use_coupon) return CouponChoice{};
  // Smaller is better: the end, then whether it falls short, then how much too large or too small it is.
  const auto rank = [&](const Coupon& coupon) {
    const Minor there = coupon.balance.free();
    const bool falls_short = there < need.payable;
    return std::tuple(coupon.to, falls_short, falls_short ? -there : there, coupon.key);
  };
  const Coupon* best = nullptr;
  for (const Coupon& coupon : sources.coupons) {
    if (!is_suitable(coupon, need)) continue;
    if (best == nullptr || rank(coupon) < rank(*best)) best = &coupon;
  }
  return best == nullptr ? CouponChoice{} : CouponChoice{best, best->balance.free()};
}

}  // namespace sluice::commerce
