#pragma once
// The parsed form of an expression; of this module only.

#include <memory>
#include <string>
#include <vector>

#include "control/commerce/expression/expression.h"

namespace sluice::commerce {

enum class Operator {
  Or,
  And,
  Not,
  Equal,
  NotEqual,
  Less,
  LessOrEqual,
  Greater,
  GreaterOrEqual,
  StartsWith,
  Like,
  Contains,
  In,
  // Leaves:
  Attribute,
  Literal,
  List,
};

struct Expression::Node {
  Operator op;
  std::vector<std::shared_ptr<const Node>> operands;  // as many as the operator takes
  std::string attribute;                              // of Attribute
  Fact literal = false;                               // of Literal
};

}  // namespace sluice::commerce
