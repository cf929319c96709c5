#include <algorithm>

#include "control/commerce/expression/node.h"

namespace sluice::commerce {
namespace {

using Node = Expression::Node;
using NodePtr = std::shared_ptr<const Node>;

constexpr std::pair<std::string_view, Operator> relations[] = {{"==", Operator::Equal},
                                                               {"!=", Operator::NotEqual},
                                                               {"<=", Operator::LessOrEqual},
                                                               {">=", Operator::GreaterOrEqual},
                                                               {"<", Operator::Less},
                                                               {">", Operator::Greater},
                                                               {"startsWith", Operator::StartsWith},
                                                               {"like", Operator::Like},
                                                               {"contains", Operator::Contains},
                                                               {"in", Operator::In}};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Recursive descent; the first thing that does not fit ends it.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  NodePtr whole() {
    NodePtr root = either(0);
    skip_blanks();
    if (root && at_ < text_.size()) return fail("an operator or the end");
    return root;
  }
  SyntaxError error;
  std::vector<std::string> attributes;

 private:
  NodePtr fail(std::string_view accepted) {
    if (!error.message.empty()) return nullptr;
    error.offset = at_;
    const std::string found =
        at_ >= text_.size() ? "the end" : "\"" + std::string(text_.substr(at_, 16)) + "\"";
    error.message =
        "at byte " + std::to_string(at_) + ": received " + found + "; accepted: " + std::string(accepted);
    return nullptr;
  }
  static NodePtr make(Operator op, std::vector<NodePtr> operands) {
    return std::make_shared<const Node>(Node{.op = op, .operands = std::move(operands)});
  }

  NodePtr either(int depth) { return chain(depth, "or", Operator::Or, &Parser::both); }
  NodePtr both(int depth) { return chain(depth, "and", Operator::And, &Parser::negated); }

  NodePtr chain(int depth, std::string_view word, Operator op, NodePtr (Parser::*next)(int)) {
    std::vector<NodePtr> parts;
    do {
      parts.push_back((this->*next)(depth));
      if (parts.back() == nullptr) return nullptr;
    } while (take_word(word));
    return parts.size() == 1 ? parts.front() : make(op, std::move(parts));
  }

  NodePtr negated(int depth) {
    if (depth >= expression_depth_max)
      return fail("at most " + std::to_string(expression_depth_max) + " levels");
    if (take_word("not")) {
      NodePtr inner = negated(depth + 1);
      return inner ? make(Operator::Not, {std::move(inner)}) : nullptr;
    }
    if (take("(")) {
      NodePtr inner = either(depth + 1);
      if (inner && !take(")")) return fail("\")\"");
      return inner;
    }
    return relation();
  }

  NodePtr relation() {
    NodePtr left = operand(List::No);
    if (left == nullptr) return nullptr;
    for (const auto& [word, op] : relations) {
      if (!(is_letter(word.front()) ? take_word(word) : take(word))) continue;
      NodePtr right = operand(op == Operator::In ? List::Required : List::No);
      return right ? make(op, {std::move(left), std::move(right)}) : nullptr;
    }
    return left;
  }

  enum class List { No, Required };
  NodePtr operand(List list) {
    skip_blanks();
    if (list == List::Required && peek() != '[' && !is_letter(peek()))
      return fail("a list in [ ] or an attribute");
    if (peek() == '[')
      return list == List::Required ? items() : fail("an attribute, a text, a number, true or false");
    if (peek() == '\'') return quoted();
    if (is_digit(peek()) || peek() == '-') return number();
    if (is_letter(peek())) return word();
    return fail("an attribute, a text, a number, true or false");
  }

  NodePtr items() {
    ++at_;
    std::vector<NodePtr> parts;
    do {
      parts.push_back(operand(List::No));
      if (parts.back() == nullptr) return nullptr;
      if (parts.back()->op != Operator::Literal) return fail("a text, a number, true or false");
    } while (take(","));
    return take("]") ? make(Operator::List, std::move(parts)) : fail("\",\" or \"]\"");
  }

  NodePtr quoted() {
    std::string value;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '\'') {
        value += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '\'') {
        value += text_[at_++];
      } else {
        ++at_;
        return literal(std::move(value));
      }
    }
    return fail("the quote that ends the text");
  }

  NodePtr number() {
    size_t end = at_ + (peek() == '-' ? 1 : 0);
    int64_t value = 0;
    int behind = -1;  // digits behind the point; none seen: -1
    const size_t first = end;
    for (; end < text_.size() && (is_digit(text_[end]) || (text_[end] == '.' && behind < 0)); ++end) {
      if (text_[end] == '.') {
        behind = 0;
        continue;
      }
      if (behind >= 0 && ++behind > 8) return fail("a number with at most eight digits behind the point");
      if (__builtin_mul_overflow(value, int64_t{10}, &value) ||
          __builtin_add_overflow(value, int64_t{text_[end] - '0'}, &value)) {
        return fail("a number up to 92233720368");
      }
    }
    if (end == first || text_[end - 1] == '.' || text_[first] == '.') return fail("a number");
    for (int i = std::max(behind, 0); i < 8; ++i) {
      if (__builtin_mul_overflow(value, int64_t{10}, &value)) return fail("a number up to 92233720368");
    }
    const bool is_negative = peek() == '-';
    at_ = end;
    return literal(is_negative ? -value : value);
  }

  NodePtr word() {
    size_t end = at_;
    while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]) || text_[end] == '.')) ++end;
    const std::string name(text_.substr(at_, end - at_));
    const bool is_reserved = name == "and" || name == "or" || name == "not" ||
                             std::any_of(std::begin(relations), std::end(relations),
                                         [&](const auto& relation) { return relation.first == name; });
    if (is_reserved || name.ends_with('.')) return fail("an attribute, a text, a number, true or false");
    at_ = end;
    if (name == "true" || name == "false") return literal(name == "true");
    if (std::find(attributes.begin(), attributes.end(), name) == attributes.end()) attributes.push_back(name);
    return std::make_shared<const Node>(Node{.op = Operator::Attribute, .operands = {}, .attribute = name});
  }

  static NodePtr literal(Fact value) {
    return std::make_shared<const Node>(
        Node{.op = Operator::Literal, .operands = {}, .attribute = {}, .literal = std::move(value)});
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
  }
  bool take(std::string_view sign) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }
  bool take_word(std::string_view word) {
    skip_blanks();
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with(word)) return false;
    const char next = rest.size() > word.size() ? rest[word.size()] : ' ';
    if (is_letter(next) || is_digit(next) || next == '.') return false;
    at_ += word.size();
    return true;
  }

  const std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

base::Result<Expression, SyntaxError> Expression::parse(std::string_view text) {
  if (text.size() > expression_bytes_max) {
    return base::Unexpected{SyntaxError{0, "received " + std::to_string(text.size()) +
                                               " bytes; accepted: at most " +
                                               std::to_string(expression_bytes_max)}};
  }
  Parser parser(text);
  Expression made;
  made.root_ = parser.whole();
  if (made.root_ == nullptr) return base::Unexpected{std::move(parser.error)};
  made.attributes_ = std::move(parser.attributes);
  return made;
}

}  // namespace sluice::commerce
