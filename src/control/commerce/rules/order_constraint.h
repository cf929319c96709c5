#pragma once
// Constraints of the platform over whole orders: account, commodity, node and currency (commerce fact sheet,
// 1.4; stage S13). Pure.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "control/commerce/refusal/refusal.h"
#include "control/commerce/rules/condition.h"

namespace sluice::commerce {

struct OrderConstraint {
  std::string name;
  Condition when;
  Condition required;
};

// {"Name", "When", "Require"}: wherever When holds, Require has to.
base::Result<OrderConstraint, DocumentError> parse_order_constraint(std::string_view document);

// The first one that is broken; one that cannot be evaluated counts as broken.
std::optional<Refusal> check_order_constraints(std::span<const OrderConstraint> constraints,
                                               const Facts& facts);

}  // namespace sluice::commerce
