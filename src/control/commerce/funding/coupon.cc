#include "control/commerce/funding/coupon.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view coupon_statuses[] = {"AVAILABLE", "RESERVED", "USED_UP", "EXPIRED", "CANCELLED"};

}  // namespace

bool is_used_up(const Coupon& coupon) {
  return coupon.balance.posted == 0 || (coupon.rule.single_use && coupon.balance.posted < coupon.nominal);
}

CouponStatus status_of(const Coupon& coupon, base::WallTime now) {
  if (coupon.is_cancelled) return CouponStatus::Cancelled;
  if (coupon.reserved_for != 0) return CouponStatus::Reserved;
  if (now >= coupon.to) return CouponStatus::Expired;
  if (is_used_up(coupon)) return CouponStatus::UsedUp;
  return CouponStatus::Available;
}

std::string_view to_text(CouponStatus status) {
  return coupon_statuses[static_cast<size_t>(status)];
}

}  // namespace sluice::commerce
