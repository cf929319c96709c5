#pragma once
// Conditions of a statement: operators, the values they compare with, and whether a context satisfies them.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "control/policy/policy.h"
#include "control/policy/wildcard.h"
#include "platform/json/json_fwd.h"

namespace sluice::policy {

enum class Comparison { Equals, EqualsIgnoreCase, Like, Less, LessEquals, Greater, GreaterEquals, Within };

struct Operator {
  std::string_view name;
  KeyType type;
  Comparison comparison;
  bool negative;  // holds if the comparison is true of no value
};

// Nothing for any other name. Operators live as long as the program.
const Operator* find_operator(std::string_view name);
std::span<const Operator> all_operators();

// What every context holds (policy.h).
std::span<const Key> common_keys();

using Operand = std::variant<std::string, Wildcard, double, base::WallTime, bool, base::Cidr>;

// A value of a document for that operator: a string, or a bare number or boolean where the type has them.
// Nothing if it is not of the type.
std::optional<Operand> read_operand(const Operator& op, const json::Value& value);
// What read_operand takes, in words.
std::string_view accepted_operands(KeyType type);

struct Condition {
  const Operator* op;
  std::string key;
  std::vector<Operand> operands;  // at least one

  bool holds(const Context& context) const;
  bool operator==(const Condition&) const = default;
};

}  // namespace sluice::policy
