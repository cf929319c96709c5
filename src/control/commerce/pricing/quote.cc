#include "control/commerce/pricing/quote.h"

#include <algorithm>
#include <chrono>

#include "contract/api/values.h"
#include "control/commerce/pricing/plan_faults.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using api::OrderError;
template <class T>
using Checked = base::Result<T, Refusal>;

base::Unexpected<Refusal> refuse(OrderError error, std::string hint) {
  return base::Unexpected{Refusal{error, "", std::move(hint)}};
}

std::string times(const std::vector<const PricingPlan*>& plans) {
  std::vector<std::string> list;
  for (const PricingPlan* plan : plans) {
    list.push_back(plan->version + " from " + base::format_iso8601(plan->valid_from) +
                   (plan->valid_to ? " to " + base::format_iso8601(*plan->valid_to) : " on"));
  }
  return listed(list);
}

Checked<const PricingPlan*> find_plan(std::span<const PricingPlan> plans, const QuoteRequest& request) {
  std::vector<const PricingPlan*> versions, in_force;
  for (const PricingPlan& plan : plans) {
    if (plan.commodity != request.commodity) continue;
    versions.push_back(&plan);
    if (is_in_force(plan, request.instant)) in_force.push_back(&plan);
  }
  if (versions.empty()) {
    return refuse(OrderError::PricePricingPlanNotFound,
                  "received the commodity " + shown(request.commodity) +
                      "; accepted: one with a pricing plan, and it has none");
  }
  if (in_force.size() == 1) return in_force.front();
  const std::string received = "received an order at " + base::format_iso8601(request.instant);
  return refuse(
      OrderError::PriceRatingGetRatingpricingPlan,
      in_force.empty()
          ? received + "; accepted: a time at which a plan is in force: " + times(versions)
          : received + "; accepted: a time at which one plan is in force, and these are: " + times(in_force));
}

struct Found {
  const Leaf* leaf;
  std::string_view region;  // that it was found by
};

Checked<Found> find_leaf(const PricingPlan& plan, const QuoteRequest& request) {
  for (const std::string_view region : {std::string_view(request.region),
                                        std::string_view(request.region_group), api::values::every_region}) {
    if (region.empty()) continue;
    const Leaf* found = nullptr;
    for (const Leaf& leaf : plan.leaves) {
      if (leaf.spec != request.spec || leaf.cycle != request.cycle) continue;
      if (std::ranges::find(leaf.regions, region) == leaf.regions.end()) continue;
      if (found != nullptr) {
        return refuse(OrderError::PricePatingConfigError,
                      "plan " + plan.version + " has two prices of " + shown(request.spec) + " by " +
                          std::string(to_text(request.cycle)) + " for " + shown(region) + "; accepted: one");
      }
      found = &leaf;
    }
    if (found != nullptr) return Found{found, region};
  }
  return refuse(OrderError::PricePricingPlanResultNotFound,
                "received " + shown(request.spec) + " by " + std::string(to_text(request.cycle)) + " in " +
                    shown(request.region) + "; accepted: what plan " + plan.version + " has a price for");
}

Checked<const Currency*> check_config(const PricingPlan& plan, const Leaf& leaf) {
  const Currency* const currency = find_currency(plan.currency);
  if (currency == nullptr) {
    return refuse(OrderError::PricePatingConfigError,
                  "plan " + plan.version + ": there is no currency " + shown(plan.currency));
  }
  const auto faults = find_leaf_faults(leaf);
  if (faults.empty()) return currency;
  return refuse(OrderError::PricePatingConfigError, "plan " + plan.version + ": " + leaf.spec + " by " +
                                                        std::string(to_text(leaf.cycle)) + ": " +
                                                        faults.front());
}

// Of a leaf without faults. False if there is no such amount.
bool price(const Leaf& leaf, const Currency& currency, Quote& quote) {
  for (const Tier& tier : leaf.tiers) {
    const int64_t end = std::min(tier.to.value_or(quote.quantity), quote.quantity);
    if (end <= tier.from) break;
    const int64_t quantity = end - tier.from;
    const auto amount = share_of_price(tier.price, quantity, 1, currency);
    // Two amounts cannot overflow.
    if (!amount || quote.list + *amount > amount_max) return false;
    quote.list += *amount;
    quote.lines.push_back({tier.from, quantity, tier.price, *amount});
  }
  return true;
}

void discount(const QuoteRequest& request, const std::optional<Promotion>& promotion, Quote& quote) {
  if (request.account_share < quote.share) {
    quote.share = request.account_share;
    quote.discount_by = Quote::DiscountBy::Account;
  }
  if (promotion && promotion->share < quote.share) {
    quote.share = promotion->share;
    quote.discount_by = Quote::DiscountBy::Promotion;
    quote.promotion = promotion->name;
  }
  // A share of one at most fits wherever the whole does.
  quote.trade = share_of(quote.list, quote.share, scaled_one).value_or(quote.list);
  quote.discount = quote.list - quote.trade;
}

}  // namespace

base::Result<Quote, Refusal> quote(std::span<const PricingPlan> plans, const QuoteRequest& request) {
  if (request.quantity < 1 || request.quantity > priced_quantity_max) {
    return refuse(OrderError::OrderQuantityInvalid,
                  "received a quantity of " + std::to_string(request.quantity) + "; accepted: 1 to " +
                      std::to_string(priced_quantity_max));
  }
  const auto plan = find_plan(plans, request);
  if (!plan) return base::Unexpected{plan.error()};
  const auto found = find_leaf(**plan, request);
  if (!found) return base::Unexpected{found.error()};
  const auto currency = check_config(**plan, *found->leaf);
  if (!currency) return base::Unexpected{currency.error()};

  Quote quote{.commodity = request.commodity,
              .plan = (*plan)->version,
              .priced_at = std::chrono::floor<std::chrono::seconds>(request.instant),
              .region = std::string(found->region),
              .spec = request.spec,
              .cycle = request.cycle,
              .unit = found->leaf->unit,
              .currency = (*plan)->currency,
              .quantity = request.quantity};
  if (!price(*found->leaf, **currency, quote)) {
    return refuse(OrderError::PricePatingConfigError,
                  "plan " + quote.plan + ": the price of " + std::to_string(quote.quantity) + " " +
                      quote.spec + " is more than accepted: " + format_amount(amount_max, **currency));
  }
  discount(request, (*plan)->promotion, quote);
  return quote;
}

}  // namespace sluice::commerce
