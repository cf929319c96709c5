#pragma once
// What a coupon may pay for. It is a document of the operator, and what is left out does not restrict:
//
//   {"Products": {"Mode": "Only", "Codes": ["elb_post"]}, "OrderTypes": ["Buy"], "PayTypes": ["PostPaid"],
//    "MinOrderAmount": "50.00", "FirstBuyOnly": true, "Sites": ["INTL"], "Accounts": ["1234567890123456"],
//    "SingleUse": true, "MustCoverInFull": true}
//
// Pure.

#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/document/reader.h"
#include "control/commerce/funding/need.h"
#include "platform/base/result.h"

namespace sluice::commerce {

inline constexpr size_t coupon_rule_items_max = 1000;  // of one of its lists

// Also what a stored-value card may pay for. All has no codes, the others have at least one.
struct ProductScope {
  enum class Mode { All, Only, Except };
  Mode mode = Mode::All;
  std::vector<std::string> codes;  // of commodities
  bool includes(std::string_view commodity) const;
  bool operator==(const ProductScope&) const = default;
};

struct CouponRule {
  ProductScope products;
  std::vector<std::string> order_types;
  std::vector<std::string> pay_types;  // PrePaid, PostPaid
  Minor min_order_amount = 0;
  bool first_buy_only = false;
  std::vector<std::string> sites;     // CN, INTL
  std::vector<std::string> accounts;  // their ids
  bool single_use = false;            // one order, whatever it leaves of the coupon
  bool must_cover_in_full = false;
  bool operator==(const CouponRule&) const = default;
};

// Its amount is in the currency of the coupon.
base::Result<CouponRule, DocumentError> parse_coupon_rule(std::string_view text, const Currency& currency);
std::string print_coupon_rule(const CouponRule& rule, const Currency& currency);

base::Result<ProductScope, DocumentError> parse_product_scope(std::string_view text);
std::string print_product_scope(const ProductScope& scope);

// The member that forbids this order, as the document calls it; empty if none does.
std::string_view unmet_condition(const CouponRule& rule, const FundingNeed& need);

}  // namespace sluice::commerce
