#include "control/policy/condition.h"

#include <algorithm>
#include <cmath>

#include "platform/json/json.h"

namespace sluice::policy {
namespace {

using std::chrono::floor, std::chrono::seconds;

constexpr Operator operators[] = {
    {"StringEquals", KeyType::Text, Comparison::Equals, false},
    {"StringNotEquals", KeyType::Text, Comparison::Equals, true},
    {"StringEqualsIgnoreCase", KeyType::Text, Comparison::EqualsIgnoreCase, false},
    {"StringNotEqualsIgnoreCase", KeyType::Text, Comparison::EqualsIgnoreCase, true},
    {"StringLike", KeyType::Text, Comparison::Like, false},
    {"StringNotLike", KeyType::Text, Comparison::Like, true},
    {"NumericEquals", KeyType::Number, Comparison::Equals, false},
    {"NumericNotEquals", KeyType::Number, Comparison::Equals, true},
    {"NumericLessThan", KeyType::Number, Comparison::Less, false},
    {"NumericLessThanEquals", KeyType::Number, Comparison::LessEquals, false},
    {"NumericGreaterThan", KeyType::Number, Comparison::Greater, false},
    {"NumericGreaterThanEquals", KeyType::Number, Comparison::GreaterEquals, false},
    {"DateEquals", KeyType::Time, Comparison::Equals, false},
    {"DateNotEquals", KeyType::Time, Comparison::Equals, true},
    {"DateLessThan", KeyType::Time, Comparison::Less, false},
    {"DateLessThanEquals", KeyType::Time, Comparison::LessEquals, false},
    {"DateGreaterThan", KeyType::Time, Comparison::Greater, false},
    {"DateGreaterThanEquals", KeyType::Time, Comparison::GreaterEquals, false},
    {"Bool", KeyType::Flag, Comparison::Equals, false},
    {"IpAddress", KeyType::Address, Comparison::Within, false},
    {"NotIpAddress", KeyType::Address, Comparison::Within, true},
};

constexpr std::string_view current_time = "acs:CurrentTime", secure_transport = "acs:SecureTransport",
                           source_ip = "acs:SourceIp", mfa_present = "acs:MFAPresent";
constexpr Key platform_keys[] = {{current_time, KeyType::Time},
                                 {secure_transport, KeyType::Flag},
                                 {source_ip, KeyType::Address},
                                 {mfa_present, KeyType::Flag}};

std::optional<Value> value_of(const Context& context, std::string_view key) {
  if (key == current_time) return context.current_time;
  if (key == secure_transport) return context.secure_transport;
  if (key == source_ip) return context.source_ip;
  if (key == mfa_present) return context.mfa_present;
  const auto product = context.product_keys.find(key);
  if (product == context.product_keys.end()) return std::nullopt;
  return product->second;
}

// "2019-08-12T17:00:00+08:00"; the offset as RFC 3339 has it.
std::optional<base::WallTime> read_time(std::string_view text) {
  constexpr size_t local_bytes = std::string_view("2019-08-12T17:00:00").size();
  if (text.size() <= local_bytes) return std::nullopt;
  const auto local = base::parse_iso8601(std::string(text.substr(0, local_bytes)) + 'Z');
  const std::string_view offset = text.substr(local_bytes);
  if (!local || offset == "Z") return local;
  constexpr std::string_view shape = "+dd:dd";
  if (offset.size() != shape.size() || (offset[0] != '+' && offset[0] != '-')) return std::nullopt;
  for (size_t i = 1; i < shape.size(); ++i) {
    const bool digit = offset[i] >= '0' && offset[i] <= '9';
    if (shape[i] == 'd' ? !digit : offset[i] != shape[i]) return std::nullopt;
  }
  const int hours = (offset[1] - '0') * 10 + (offset[2] - '0');
  const int minutes = (offset[4] - '0') * 10 + (offset[5] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::chrono::minutes east(hours * 60 + minutes);
  return offset[0] == '+' ? *local - east : *local + east;
}

std::optional<double> read_number(const json::Value& value) {
  constexpr double magnitude_end = 9007199254740992;  // 2^53: below it a double holds every integer
  double number = 0;
  if (value.is_string()) {
    // As JSON writes numbers, and nothing around them.
    const auto& text = value.get_ref<const std::string&>();
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || !is_digit(text.back()) || (text[0] != '-' && !is_digit(text[0]))) return std::nullopt;
    const auto parsed = json::parse(text);
    if (!parsed || !parsed->is_number()) return std::nullopt;
    number = parsed->get<double>();
  } else if (value.is_number()) {
    number = value.get<double>();
  } else {
    return std::nullopt;
  }
  if (std::abs(number) >= magnitude_end) return std::nullopt;
  return number;
}

std::optional<bool> read_flag(const json::Value& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value == "true") return true;
  if (value == "false") return false;
  return std::nullopt;
}

std::optional<base::Cidr> read_block(std::string_view text) {
  if (const auto address = base::parse_ipv4(text)) return base::Cidr{*address, 32};
  return base::parse_cidr(text);
}

template <class T>
std::optional<Operand> operand(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return Operand(*value);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

template <class T>
bool compare(const T& left, Comparison comparison, const T& right) {
  switch (comparison) {
    case Comparison::Less:
      return left < right;
    case Comparison::LessEquals:
      return left <= right;
    case Comparison::Greater:
      return left > right;
    case Comparison::GreaterEquals:
      return left >= right;
    default:
      return left == right;
  }
}

bool compare_text(const std::string& text, Comparison comparison, const Operand& operand) {
  const auto& expected = std::get<std::string>(operand);
  return comparison == Comparison::Equals ? text == expected : equal_ignoring_case(text, expected);
}

bool is_like_any(const std::string& text, const std::vector<Operand>& patterns) {
  const Subject subject(text);
  return std::ranges::any_of(
      patterns, [&](const Operand& pattern) { return std::get<Wildcard>(pattern).matches(subject); });
}

// `value` is of the operator's type; not for Like.
bool is_true_of(const Operator& op, const Value& value, const Operand& operand) {
  switch (op.type) {
    case KeyType::Text:
      return compare_text(std::get<std::string>(value), op.comparison, operand);
    case KeyType::Number:
      return compare(std::get<double>(value), op.comparison, std::get<double>(operand));
    case KeyType::Time:
      return compare(floor<seconds>(std::get<base::WallTime>(value)), op.comparison,
                     floor<seconds>(std::get<base::WallTime>(operand)));
    case KeyType::Flag:
      return std::get<bool>(value) == std::get<bool>(operand);
    case KeyType::Address:
      return std::get<base::Cidr>(operand).contains(std::get<base::Ipv4>(value));
  }
  return false;
}

}  // namespace

const Operator* find_operator(std::string_view name) {
  const auto* found = std::ranges::find(operators, name, &Operator::name);
  return found == std::end(operators) ? nullptr : found;
}

std::span<const Operator> all_operators() {
  return operators;
}

std::span<const Key> common_keys() {
  return platform_keys;
}

std::optional<Operand> read_operand(const Operator& op, const json::Value& value) {
  if (op.type == KeyType::Number) return operand(read_number(value));
  if (op.type == KeyType::Flag) return operand(read_flag(value));
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  if (op.type == KeyType::Time) return operand(read_time(text));
  if (op.type == KeyType::Address) return operand(read_block(text));
  if (op.comparison == Comparison::Like) return Operand(Wildcard(text));
  return Operand(text);
}

std::string_view accepted_operands(KeyType type) {
  switch (type) {
    case KeyType::Text:
      return "a string";
    case KeyType::Number:
      return "a number between -2^53 and 2^53 such as 10 or \"10\"";
    case KeyType::Time:
      return "a time such as \"2026-08-12T17:00:00+08:00\" or \"2026-08-12T09:00:00Z\"";
    case KeyType::Flag:
      return "true or false";
    case KeyType::Address:
      return "an IPv4 address, or a CIDR block without host bits such as \"203.0.113.0/24\"";
  }
  return {};
}

bool Condition::holds(const Context& context) const {
  const std::optional<Value> value = value_of(context, key);
  if (!value || value->index() != static_cast<size_t>(op->type)) return false;
  const bool any = op->comparison == Comparison::Like
                       ? is_like_any(std::get<std::string>(*value), operands)
                       : std::ranges::any_of(operands, [&](const Operand& operand) {
                           return is_true_of(*op, *value, operand);
                         });
  return any != op->negative;
}

}  // namespace sluice::policy
