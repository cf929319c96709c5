#pragma once
// What holds for all orders: commodities, prices, rules, rates. The operator changes it by documents; orders
// read it as one immutable value.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/catalogue/commodity.h"
#include "control/commerce/pricing/plan.h"
#include "control/commerce/rules/exchange_rate.h"
#include "control/commerce/rules/order_constraint.h"
#include "control/commerce/rules/platform.h"
#include "control/commerce/rules/risk_rule.h"
#include "control/commerce/rules/sale_rule.h"

namespace sluice::commerce {

enum class TermKind {
  Commodity,
  PricingPlan,
  SaleRule,
  OrderConstraint,
  RiskRule,
  ExchangeRate,
  Node,
  Platform,
};
std::string_view to_text(TermKind kind);
TermKind to_term_kind(std::string_view text);

struct Terms {
  std::map<std::string, Commodity, std::less<>> commodities;           // by code
  std::map<std::string, std::vector<PricingPlan>, std::less<>> plans;  // by commodity
  std::vector<SaleRule> sale_rules;                                    // as they are asked
  std::vector<OrderConstraint> order_constraints;
  std::vector<RiskRule> risk_rules;
  std::vector<ExchangeRate> exchange_rates;
  std::map<std::string, NodeProfile, std::less<>>
      nodes;  // by region; one that is not there is as NodeProfile{}
  Platform platform;

  const Commodity* find_commodity(std::string_view code) const;  // null if there is none
  std::span<const PricingPlan> plans_of(std::string_view commodity) const;
  NodeProfile node(std::string_view ens_region_id) const;
};

// One document, as it is stored.
struct Term {
  int64_t key = 0;  // of a pricing plan also its version
  TermKind kind = TermKind::Commodity;
  std::string name;  // of a plan the commodity it is for; the others have a name of their own
  std::string document;
  base::WallTime created;
};

// Adds what a document says; the error names the field. Terms that were taken in earlier stay as they are.
base::Result<void, DocumentError> take_in(Terms& terms, const Term& term);
// What stands for a document that cannot be read, as nobody knows what it closed: for a sale rule, and for
// what the platform says, a sale rule that comes before all others and closes the sale of everything; for an
// order constraint one that is broken; for a node one that takes no new balancers. A commodity, plan or rate
// is not there, which keeps back what needs it, and a risk rule rejects nobody.
void take_in_unreadable(Terms& terms, const Term& term, const DocumentError& error);

}  // namespace sluice::commerce
