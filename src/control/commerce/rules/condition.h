#pragma once
// A condition of a rule: an expression that was read, or the reason it could not be. A rule with a faulty
// condition can be stored deliberately (Strict = false); what it then does is its rule's decision.

#include <string>

#include "control/commerce/document/reader.h"
#include "control/commerce/expression/expression.h"

namespace sluice::commerce {

class Condition {
 public:
  // Always true.
  Condition() = default;
  // Reads the member, which stands for `true` where it is missing. A fault is refused, unless `strict` is
  // false: then it is kept, and evaluating fails.
  static Condition read(DocumentReader& document, std::string_view name, bool strict);

  // One that has no result, for this reason.
  static Condition unusable(std::string fault);

  base::Result<bool, EvaluationError> holds(const Facts& facts) const;

 private:
  std::optional<Expression> expression_;
  std::string fault_;  // why there is none
};

}  // namespace sluice::commerce
