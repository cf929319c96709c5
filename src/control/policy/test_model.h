#pragma once
// The rules of policy.h once more, for tests: slowly, over the JSON of the documents and over texts, sharing
// nothing with what is tested. Times are compared as the texts of their UTC, addresses as texts of 32 bits,
// patterns by the definition of '*', all of it by recursion without memory; so only for small documents.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/json.h"

namespace sluice::policy::model {

struct Request {
  std::string action;
  std::string resource;
  std::map<std::string, std::string> keys;  // as texts; times as "2026-08-12T12:00:00Z", addresses dotted
};

struct Applying {
  size_t policy;
  size_t statement;
  bool deny;
};

inline bool matches(std::u32string_view pattern, std::u32string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == U'*') {
    for (size_t taken = 0; taken <= text.size(); ++taken) {
      if (matches(pattern.substr(1), text.substr(taken))) return true;
    }
    return false;
  }
  return !text.empty() && (pattern[0] == U'?' || pattern[0] == text[0]) &&
         matches(pattern.substr(1), text.substr(1));
}

// Well-formed UTF-8.
inline std::u32string characters(std::string_view text) {
  std::u32string points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 && byte < 0xC0) {
      points.back() = points.back() * 64 + (byte - 0x80);
    } else {
      points.push_back(byte < 0x80   ? byte
                       : byte < 0xE0 ? byte - 0xC0
                       : byte < 0xF0 ? byte - 0xE0
                                     : byte - 0xF0);
    }
  }
  return points;
}

inline bool matches(const std::string& pattern, const std::string& text) {
  return matches(characters(pattern), characters(text));
}

inline std::string lower_case(std::string text) {
  for (char& c : text) {
    if (std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZ").find(c) != std::string_view::npos) c |= 0x20;
  }
  return text;
}

// The text before each of the first four colons, and what is left.
inline std::vector<std::string> segments(const std::string& name) {
  std::vector<std::string> parts(1);
  for (const char c : name) {
    if (c == ':' && parts.size() < 5) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

inline bool resource_matches(const std::string& pattern, const std::string& resource) {
  if (pattern == "*") return true;
  std::vector<std::string> wanted = segments(pattern), given = segments(resource);
  const bool is_name = given.size() == 5 && given[0] == "acs";
  for (size_t i = 1; i < 5; ++i) {
    const bool any =
        wanted[i].find_first_not_of('*') == std::string::npos && (!wanted[i].empty() || i == 2 || i == 3);
    if (!any && (!is_name || !matches(wanted[i], given[i]))) return false;
  }
  return true;
}

inline std::vector<std::string> texts(const json::Value& values) {
  std::vector<std::string> all;
  for (const json::Value& value : values.is_array() ? values : json::Value::array({values})) {
    all.push_back(value.is_string() ? value.get<std::string>() : json::print(value));
  }
  return all;
}

inline int days_of(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// "2026-08-12T17:00:00+08:00" as "2026-08-12T09:00:00Z", minute by minute.
inline std::string in_utc(const std::string& time) {
  if (time.back() == 'Z') return time;
  const auto number = [&](size_t at, size_t length) { return std::stoi(time.substr(at, length)); };
  int year = number(0, 4), month = number(5, 2), day = number(8, 2), hour = number(11, 2),
      minute = number(14, 2);
  for (int left = number(20, 2) * 60 + number(23, 2); left > 0; --left) {
    if (time[19] == '-') {
      if (++minute == 60) minute = 0, ++hour;
      if (hour == 24) hour = 0, ++day;
      if (day > days_of(year, month)) day = 1, ++month;
      if (month == 13) month = 1, ++year;
    } else {
      if (--minute < 0) minute = 59, --hour;
      if (hour < 0) hour = 23, --day;
      if (day == 0) --month;
      if (month == 0) month = 12, --year;
      if (day == 0) day = days_of(year, month);
    }
  }
  const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(year) + "-" + two(month) + "-" + two(day) + "T" + two(hour) + ":" + two(minute) +
         time.substr(16, 3) + "Z";
}

inline std::string bits(const std::string& address) {
  std::string all, number;
  for (const char c : address + ".") {
    if (c != '.') {
      number += c;
      continue;
    }
    for (int weight = 128; weight > 0; weight /= 2) all += std::stoi(number) / weight % 2 == 0 ? '0' : '1';
    number.clear();
  }
  return all;
}

inline bool in_block(const std::string& address, const std::string& block) {
  const size_t slash = block.find('/');
  const size_t prefix = slash == std::string::npos ? 32 : std::stoul(block.substr(slash + 1));
  return bits(address).substr(0, prefix) == bits(block.substr(0, slash)).substr(0, prefix);
}

// -1, 0 or 1.
template <class T>
int order(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

inline bool ordered(const std::string& relation, int order) {
  if (relation == "Equals") return order == 0;
  if (relation == "LessThan") return order < 0;
  if (relation == "LessThanEquals") return order <= 0;
  if (relation == "GreaterThan") return order > 0;
  return order >= 0;
}

// `op` without its "Not".
inline bool is_true_of(const std::string& op, const std::string& given, const std::string& wanted) {
  if (op == "StringEquals" || op == "Bool") return given == wanted;
  if (op == "StringEqualsIgnoreCase") return lower_case(given) == lower_case(wanted);
  if (op == "StringLike") return matches(wanted, given);
  if (op == "IpAddress") return in_block(given, wanted);
  if (op.starts_with("Date")) return ordered(op.substr(4), order(in_utc(given), in_utc(wanted)));
  return ordered(op.substr(7), order(std::stold(given), std::stold(wanted)));
}

inline bool condition_holds(const json::Value& condition, const Request& request) {
  for (const auto& [name, keys] : condition.items()) {
    const size_t negation = name.find("Not");
    const std::string op = negation == std::string::npos ? name : std::string(name).erase(negation, 3);
    for (const auto& [key, values] : keys.items()) {
      const auto given = request.keys.find(key);
      if (given == request.keys.end()) return false;
      bool any = false;
      for (const std::string& wanted : texts(values)) any = any || is_true_of(op, given->second, wanted);
      if (any == (negation != std::string::npos)) return false;
    }
  }
  return true;
}

inline bool applies(const json::Value& statement, const Request& request) {
  bool action = false, resource = false;
  for (const auto& [name, value] : statement.items()) {
    if (name.ends_with("Action")) {
      for (const std::string& each : texts(value)) {
        action = action || matches(lower_case(each), lower_case(request.action));
      }
      if (name.starts_with("Not")) action = !action;
    } else if (name == "Resource") {
      for (const std::string& each : texts(value))
        resource = resource || resource_matches(each, request.resource);
    } else if (name == "Condition" && !condition_holds(value, request)) {
      return false;
    }
  }
  return action && resource;
}

// Every statement that applies, in order.
inline std::vector<Applying> applying(const std::vector<json::Value>& documents, const Request& request) {
  std::vector<Applying> all;
  for (size_t policy = 0; policy < documents.size(); ++policy) {
    json::Value statements = documents[policy]["Statement"];
    if (!statements.is_array()) statements = json::Value::array({statements});
    for (size_t i = 0; i < statements.size(); ++i) {
      if (applies(statements[i], request)) all.push_back({policy, i, statements[i]["Effect"] == "Deny"});
    }
  }
  return all;
}

}  // namespace sluice::policy::model
