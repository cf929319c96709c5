#include "control/commerce/rules/order_constraint.h"

namespace sluice::commerce {

base::Result<OrderConstraint, DocumentError> parse_order_constraint(std::string_view text) {
  DocumentReader document(text);
  OrderConstraint constraint;
  constraint.name = document.text("Name");
  constraint.when = Condition::read(document, "When", true);
  if (!document.has("Require")) document.refuse("Require", "is missing; accepted: a condition");
  constraint.required = Condition::read(document, "Require", true);
  if (auto error = document.end()) return base::Unexpected{*std::move(error)};
  return constraint;
}

std::optional<Refusal> check_order_constraints(std::span<const OrderConstraint> constraints,
                                               const Facts& facts) {
  for (const OrderConstraint& constraint : constraints) {
    const auto applies = constraint.when.holds(facts);
    if (applies && !*applies) continue;
    const auto holds = constraint.required.holds(facts);
    if (applies && holds && *holds) continue;
    const std::string why = !applies ? ": " + applies.error().message
                            : !holds ? ": " + holds.error().message
                                     : "";
    return Refusal{.error = api::OrderError::OrderSysConstraintInvalidPlatform,
                   .hint = "the order constraint " + constraint.name + " does not hold" + why};
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
