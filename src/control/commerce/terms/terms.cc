#include "control/commerce/terms/terms.h"

#include <algorithm>

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

// In the order of the enum.
constexpr std::string_view kinds[] = {"commodity", "pricing_plan",  "sale_rule", "order_constraint",
                                      "risk_rule", "exchange_rate", "node",      "platform"};

}  // namespace

std::string_view to_text(TermKind kind) {
  return base::word_of(kinds, kind);
}

TermKind to_term_kind(std::string_view text) {
  return base::enum_of<TermKind>(kinds, text);
}

const Commodity* Terms::find_commodity(std::string_view code) const {
  const auto found = commodities.find(code);
  return found == commodities.end() ? nullptr : &found->second;
}

std::span<const PricingPlan> Terms::plans_of(std::string_view commodity) const {
  const auto found = plans.find(commodity);
  return found == plans.end() ? std::span<const PricingPlan>() : found->second;
}

NodeProfile Terms::node(std::string_view ens_region_id) const {
  const auto found = nodes.find(ens_region_id);
  return found == nodes.end() ? NodeProfile{.ens_region_id = std::string(ens_region_id)} : found->second;
}

base::Result<void, DocumentError> take_in(Terms& terms, const Term& term) {
  const auto take = [&](auto parsed, const auto& put) -> base::Result<void, DocumentError> {
    if (!parsed) return base::Unexpected{std::move(parsed).error()};
    put(*std::move(parsed));
    return {};
  };
  switch (term.kind) {
    case TermKind::Commodity:
      return take(parse_commodity(term.document), [&](Commodity commodity) {
        terms.commodities.insert_or_assign(commodity.code, std::move(commodity));
      });
    case TermKind::PricingPlan:
      return take(parse_plan(term.document, std::to_string(term.key)),
                  [&](PricingPlan plan) { terms.plans[plan.commodity].push_back(std::move(plan)); });
    case TermKind::SaleRule:
      return take(parse_sale_rule(term.document), [&](SaleRule rule) {
        auto& rules = terms.sale_rules;
        rules.insert(std::upper_bound(rules.begin(), rules.end(), rule, comes_before), std::move(rule));
      });
    case TermKind::OrderConstraint:
      return take(parse_order_constraint(term.document), [&](OrderConstraint constraint) {
        terms.order_constraints.push_back(std::move(constraint));
      });
    case TermKind::RiskRule:
      return take(parse_risk_rule(term.document),
                  [&](RiskRule rule) { terms.risk_rules.push_back(std::move(rule)); });
    case TermKind::ExchangeRate:
      return take(parse_exchange_rate(term.document),
                  [&](ExchangeRate rate) { terms.exchange_rates.push_back(std::move(rate)); });
    case TermKind::Node:
      return take(parse_node_profile(term.document), [&](NodeProfile node) {
        terms.nodes.insert_or_assign(node.ens_region_id, std::move(node));
      });
    case TermKind::Platform:
      return take(parse_platform(term.document),
                  [&](Platform platform) { terms.platform = std::move(platform); });
  }
  return {};
}

void take_in_unreadable(Terms& terms, const Term& term, const DocumentError& error) {
  const Condition unusable = Condition::unusable("its document cannot be read: " + error.field +
                                                 (error.field.empty() ? "" : " ") + error.message);
  const auto close_the_sale = [&](std::string name) {
    terms.sale_rules.insert(terms.sale_rules.begin(), SaleRule{.name = std::move(name),
                                                               .priority = before_all_priorities,
                                                               .commodity = "*",
                                                               .allows = false,
                                                               .from = base::WallTime::min(),
                                                               .to = std::nullopt,
                                                               .condition = unusable,
                                                               .control = std::nullopt});
  };
  switch (term.kind) {
    case TermKind::SaleRule:
      return close_the_sale(term.name);
    case TermKind::Platform:
      return close_the_sale("of the platform");
    case TermKind::OrderConstraint:
      terms.order_constraints.push_back({.name = term.name, .when = {}, .required = unusable});
      return;
    case TermKind::Node:
      terms.nodes.insert_or_assign(term.name, NodeProfile{.ens_region_id = term.name, .draining = true});
      return;
    case TermKind::Commodity:
    case TermKind::PricingPlan:
    case TermKind::RiskRule:
    case TermKind::ExchangeRate:
      return;
  }
}

}  // namespace sluice::commerce
