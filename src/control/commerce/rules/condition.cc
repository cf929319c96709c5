#include "control/commerce/rules/condition.h"

namespace sluice::commerce {

Condition Condition::read(DocumentReader& document, std::string_view name, bool strict) {
  Condition condition;
  const std::string text = document.text(name, "true");
  if (document.failed()) return condition;
  auto parsed = Expression::parse(text);
  if (parsed) {
    condition.expression_ = *std::move(parsed);
  } else if (strict) {
    document.refuse(name, parsed.error().message);
  } else {
    condition.fault_ = parsed.error().message;
  }
  return condition;
}

Condition Condition::unusable(std::string fault) {
  Condition condition;
  condition.fault_ = std::move(fault);
  return condition;
}

base::Result<bool, EvaluationError> Condition::holds(const Facts& facts) const {
  if (!fault_.empty()) return base::Unexpected{EvaluationError{fault_}};
  if (!expression_) return true;
  return expression_->evaluate(facts);
}

}  // namespace sluice::commerce
