#pragma once
// Sale control: what may be sold to whom, where and when (commerce fact sheet, 1.5; stage S10). Pure.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "control/commerce/refusal/refusal.h"
#include "control/commerce/rules/condition.h"
#include "control/commerce/rules/sale_control.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

// Of a document that cannot be read (terms.h).
inline constexpr int64_t before_all_priorities = -1;

struct SaleRule {
  std::string name;
  int64_t priority = 0;   // smaller ones are asked first; of equal ones the one whose name comes first
  std::string commodity;  // or "*"
  bool allows = false;
  base::WallTime from{};             // in force from here on,
  std::optional<base::WallTime> to;  // and before this
  Condition condition;
  std::optional<SaleControl> control;  // in the place of the condition, of one that denies
};

// {"Name", "Priority", "Commodity", "Effect": Allow|Deny, "From", "To", "Condition", "Strict"}, or
// {"Name", "Priority", "Commodity", "Effect": Deny, "From", "To", "Control"} with Control as in
// sale_control.h.
base::Result<SaleRule, DocumentError> parse_sale_rule(std::string_view document);

// The first rule that is in force and whose condition holds decides; without one the sale is allowed. A
// condition that cannot be evaluated closes the sale, if no earlier rule has decided. `rules` are sorted.
std::optional<Refusal> check_sale_rules(std::span<const SaleRule> rules, std::string_view commodity,
                                        base::WallTime now, const Facts& facts);
bool comes_before(const SaleRule& a, const SaleRule& b);

}  // namespace sluice::commerce
