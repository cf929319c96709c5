#pragma once
// The small language of the operator's rules: whether something may be sold, which parts fit together, which
// orders are forbidden, what is risky. An expression is a condition over the facts of an order:
//
//   spec startsWith 'elb.s3' and not (account.site == 'CN' or account.flags contains 'cross_border')
//   payable > 50.00
//   region in ['cn-beijing-telecom', 'cn-shanghai-*']
//
//   either   := both { 'or' both }
//   both     := negated { 'and' negated }
//   negated  := 'not' negated | '(' either ')' | relation
//   relation := operand [ operator operand ]          alone: a flag
//   operator := == != < <= > >= startsWith like contains in
//   operand  := attribute | 'text' | number | true | false | '[' operand { ',' operand } ']'
//
// Texts are compared byte by byte; `like` knows * (any run) and ? (one byte). Numbers are decimal with up to
// eight digits behind the point. `and` and `or` stop where the result is known. A text in quotes ends at the
// next quote; a quote inside is written twice.
//
// Pure. An expression is an immutable value that can be shared between threads. Evaluating takes time in
// proportion to its size and to the texts it compares, and its size is bounded, so there is nothing to time
// out.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/base/result.h"

namespace sluice::commerce {

inline constexpr size_t expression_bytes_max = 4096;
inline constexpr int expression_depth_max = 32;

using Texts = std::vector<std::string>;
// What an attribute can be. Numbers are counts of 10^-8.
using Fact = std::variant<bool, int64_t, std::string, Texts>;
// Nothing for an attribute that does not exist.
using Facts = std::function<std::optional<Fact>(std::string_view attribute)>;

struct SyntaxError {
  size_t offset = 0;    // in bytes
  std::string message;  // what was found and what could have stood there
};

// Why an expression has no result: an attribute that does not exist, or operands that do not fit their
// operator.
struct EvaluationError {
  std::string message;
};

class Expression {
 public:
  static base::Result<Expression, SyntaxError> parse(std::string_view text);

  base::Result<bool, EvaluationError> evaluate(const Facts& facts) const;
  // The attributes it names, each once, in the order of their first place.
  const std::vector<std::string>& attributes() const { return attributes_; }

  struct Node;

 private:
  std::shared_ptr<const Node> root_;
  std::vector<std::string> attributes_;
};

}  // namespace sluice::commerce
