#pragma once
// Stage S12 of an order: what it costs, and the snapshot of that answer which is stored with the order
// (commerce fact sheet, 1.4 and 7.2). Pure.
//
// A quote is a value. Nothing in it points into a plan, and nobody computes it again: what changes in the
// catalogue afterwards does not reach the orders and bills that have it.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/document/reader.h"
#include "control/commerce/pricing/plan.h"
#include "control/commerce/refusal/refusal.h"

namespace sluice::commerce {

struct QuoteRequest {
  std::string commodity;
  std::string region;        // its id
  std::string region_group;  // empty for none
  std::string spec;
  Cycle cycle = Cycle::Month;
  int64_t quantity = 1;
  base::WallTime instant;
  Scaled account_share = scaled_one;  // what the account's contract leaves to pay, 0 to scaled_one
};

// What one tier contributes.
struct QuoteLine {
  int64_t from = 0;  // of the tier
  int64_t quantity = 0;
  Scaled unit_price = 0;
  Minor amount = 0;  // rounded once
  bool operator==(const QuoteLine&) const = default;
};

inline constexpr Scaled settled_at_max = 1'000'000 * scaled_one;

struct Quote {
  enum class DiscountBy { None, Account, Promotion };

  std::string commodity;
  std::string plan;          // its version
  base::WallTime priced_at;  // whole seconds
  std::string region;        // that the leaf was found by: an id, a group or *
  std::string spec;
  Cycle cycle = Cycle::Month;
  std::string unit;
  std::string currency;
  int64_t quantity = 0;
  std::vector<QuoteLine> lines;  // one at least
  Minor list = 0;                // of one cycle: the sum of the lines
  Minor discount = 0;
  Minor trade = 0;  // list - discount
  Scaled share = scaled_one;
  DiscountBy discount_by = DiscountBy::None;
  std::string promotion;     // its name; empty if there is none or the account's contract gives more
  bool by_provider = false;  // priced by a provider outside: the plans here say nothing about it
  // Of the order: units of the currency that it is settled in for one of `currency`. Fixed with the price.
  std::optional<Scaled> settled_at = std::nullopt;
  bool operator==(const Quote&) const = default;

  // What the first one costs for one unit.
  Scaled unit_price() const { return lines.front().unit_price; }
};

// `plans` are versions, of any commodities. One of two discounts counts, the one that leaves less to pay;
// of equal ones the account's. The refusals:
//
//   OrderQuantityInvalid             a quantity outside of 1 to priced_quantity_max
//   PricePricingPlanNotFound         the commodity has no plan
//   PriceRatingGetRatingpricingPlan  none of its plans is in force at the instant, or more than one
//   PricePricingPlanResultNotFound   the plan has no leaf for region, spec and cycle
//   PricePatingConfigError           the leaf that was found is inconsistent (plan_faults.h), or there are
//   two
//                                    for the region's id, its group or *; the price is no amount
//
// A leaf for the region's id comes before one for its group, and that before one for *.
base::Result<Quote, Refusal> quote(std::span<const PricingPlan> plans, const QuoteRequest& request);

std::string print_quote(const Quote& quote);
base::Result<Quote, DocumentError> parse_quote(std::string_view text);

}  // namespace sluice::commerce
