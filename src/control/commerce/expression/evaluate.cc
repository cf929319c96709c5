#include <algorithm>

#include "control/commerce/expression/node.h"

namespace sluice::commerce {
namespace {

using Node = Expression::Node;
template <class T>
using Evaluated = base::Result<T, EvaluationError>;

base::Unexpected<EvaluationError> fail(std::string message) {
  return base::Unexpected{EvaluationError{std::move(message)}};
}

std::string_view kind_of(const Fact& fact) {
  constexpr std::string_view names[] = {"a flag", "a number", "a text", "a list"};
  return names[fact.index()];
}

std::string_view name_of(Operator op) {
  switch (op) {
    case Operator::Equal:
      return "==";
    case Operator::NotEqual:
      return "!=";
    case Operator::Less:
      return "<";
    case Operator::LessOrEqual:
      return "<=";
    case Operator::Greater:
      return ">";
    case Operator::GreaterOrEqual:
      return ">=";
    case Operator::StartsWith:
      return "startsWith";
    case Operator::Like:
      return "like";
    case Operator::Contains:
      return "contains";
    case Operator::In:
      return "in";
    default:
      return "";
  }
}

// Greedy with one place to come back to: pattern times text steps at most.
bool is_like(std::string_view text, std::string_view pattern) {
  size_t t = 0, p = 0, star = pattern.npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == pattern.npos;
}

class Evaluation {
 public:
  explicit Evaluation(const Facts& facts) : facts_(facts) {}

  Evaluated<bool> condition(const Node& node) const {
    switch (node.op) {
      case Operator::Or:
      case Operator::And: {
        const bool stops_at = node.op == Operator::Or;
        for (const auto& part : node.operands) {
          const auto holds = condition(*part);
          if (!holds || *holds == stops_at) return holds;
        }
        return !stops_at;
      }
      case Operator::Not: {
        const auto holds = condition(*node.operands[0]);
        return holds ? Evaluated<bool>(!*holds) : holds;
      }
      case Operator::Attribute:
      case Operator::Literal: {
        const auto fact = value(node);
        if (!fact) return base::Unexpected{fact.error()};
        if (const bool* flag = std::get_if<bool>(&*fact)) return *flag;
        return fail((node.attribute.empty() ? "a literal" : node.attribute) + " is " +
                    std::string(kind_of(*fact)) + ", and no condition by itself");
      }
      default:
        return relation(node);
    }
  }

 private:
  Evaluated<Fact> value(const Node& node) const {
    if (node.op == Operator::Literal) return node.literal;
    if (auto fact = facts_(node.attribute)) return *std::move(fact);
    return fail("there is no attribute " + node.attribute);
  }

  Evaluated<bool> relation(const Node& node) const {
    const auto left = value(*node.operands[0]);
    if (!left) return base::Unexpected{left.error()};
    const Node& other = *node.operands[1];
    if (other.op == Operator::List) return is_among(*left, other);
    const auto right = value(other);
    if (!right) return base::Unexpected{right.error()};
    return compare(node.op, *left, *right);
  }

  // Of a list that is written out.
  static Evaluated<bool> is_among(const Fact& left, const Node& list) {
    bool found = false;
    for (const auto& item : list.operands) {
      if (item->literal.index() != left.index()) return mismatch(Operator::In, left, item->literal);
      found = found || item->literal == left;
    }
    return found;
  }

  static base::Unexpected<EvaluationError> mismatch(Operator op, const Fact& left, const Fact& right) {
    return fail(std::string(name_of(op)) + " does not go between " + std::string(kind_of(left)) + " and " +
                std::string(kind_of(right)));
  }

  static Evaluated<bool> compare(Operator op, const Fact& left, const Fact& right) {
    const auto* text = std::get_if<std::string>(&left);
    const auto* other = std::get_if<std::string>(&right);
    const auto* texts = std::get_if<Texts>(&left);
    const auto* others = std::get_if<Texts>(&right);
    const bool alike = left.index() == right.index();
    switch (op) {
      case Operator::Equal:
        if (alike) return left == right;
        break;
      case Operator::NotEqual:
        if (alike) return left != right;
        break;
      case Operator::Less:
      case Operator::LessOrEqual:
      case Operator::Greater:
      case Operator::GreaterOrEqual:
        if (alike && left.index() == 1) return ordered(op, std::get<int64_t>(left), std::get<int64_t>(right));
        break;
      case Operator::StartsWith:
        if (text && other) return text->starts_with(*other);
        break;
      case Operator::Like:
        if (text && other) return is_like(*text, *other);
        break;
      case Operator::Contains:
        if (text && other) return text->find(*other) != text->npos;
        if (texts && other) return std::find(texts->begin(), texts->end(), *other) != texts->end();
        break;
      case Operator::In:
        if (text && others) return std::find(others->begin(), others->end(), *text) != others->end();
        break;
      default:
        break;
    }
    return mismatch(op, left, right);
  }

  static bool ordered(Operator op, int64_t left, int64_t right) {
    if (op == Operator::Less) return left < right;
    if (op == Operator::LessOrEqual) return left <= right;
    return op == Operator::Greater ? left > right : left >= right;
  }

  const Facts& facts_;
};

}  // namespace

base::Result<bool, EvaluationError> Expression::evaluate(const Facts& facts) const {
  return Evaluation(facts).condition(*root_);
}

}  // namespace sluice::commerce
