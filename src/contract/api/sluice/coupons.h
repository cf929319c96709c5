#pragma once
// Coupons, for the operator: granted to an account by a promotion, which pays for them.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct GrantCoupon {
  static const Action declaration;

  std::string account_id;
  std::string coupon_no;
  std::string promotion;
  std::string currency;
  std::string amount;
  std::optional<std::string> from_time;
  std::string to_time;
  std::optional<std::string> rule;
};

// For good. What orders hold of it is taken back when they let it go and this is repeated.
struct CancelCoupon {
  static const Action declaration;

  std::string coupon_no;
};

struct DescribeCoupons {
  static const Action declaration;

  std::optional<std::string> account_id;
  std::optional<std::string> coupon_no;
  int page_number = 0;
  int page_size = 0;
};

}  // namespace sluice::api
