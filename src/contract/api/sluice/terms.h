#pragma once
// What holds for all orders, as its operator changes it: commodities, prices, rules, rates, nodes and the
// platform, each a JSON document (docs/rules.md). A change is in force with the next order.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// As Kind spells them.
inline constexpr std::string_view term_kinds[] = {"Commodity", "PricingPlan",  "SaleRule", "OrderConstraint",
                                                  "RiskRule",  "ExchangeRate", "Node",     "Platform"};

// In the place of the one of its kind and name. Of pricing plans and exchange rates one more version, or a
// version in the place of another one.
struct PutTerm {
  static const Action declaration;

  std::string kind;
  std::string document;
  std::optional<std::string> replaced_term_id;
  bool accept_faults = false;
};

struct DescribeTerms {
  static const Action declaration;

  std::optional<std::string> kind;
  std::optional<std::string> name;
  int page_number = 0;
  int page_size = 0;
};

// One by its id, or all of a kind and name.
struct DeleteTerm {
  static const Action declaration;

  std::optional<std::string> term_id;
  std::optional<std::string> kind;
  std::optional<std::string> name;
};

}  // namespace sluice::api
