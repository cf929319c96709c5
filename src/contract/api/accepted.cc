#include "contract/api/accepted.h"

#include <fmt/format.h>

namespace sluice::api {
namespace {

constexpr int64_t no_min = std::numeric_limits<int64_t>::min();
constexpr int64_t no_max = std::numeric_limits<int64_t>::max();

Accepted integer_in_words(const Constraint& c) {
  const auto noun = [&c]() -> Accepted {
    if (c.min != no_min && c.max != no_max) {
      return {fmt::format("{}~{} 的整数", c.min, c.max),
              fmt::format("an integer from {} to {}", c.min, c.max)};
    }
    if (c.min != no_min) {
      return {fmt::format("不小于 {} 的整数", c.min), fmt::format("an integer of at least {}", c.min)};
    }
    if (c.max != no_max) {
      return {fmt::format("不大于 {} 的整数", c.max), fmt::format("an integer of at most {}", c.max)};
    }
    return {"整数", "an integer"};
  };
  Accepted words = noun();
  if (c.zero_is_unset) {
    words.zh += ",0 表示不指定";
    words.en += ", 0 for not set";
  }
  return words;
}

Accepted text_in_words(const Constraint& c) {
  if (!c.one_of.empty()) {
    const std::string values = fmt::format("{}", fmt::join(c.one_of, ", "));
    return {"取值:" + values, (c.one_of.size() == 1 ? "" : "one of ") + values};
  }
  Accepted words{"文本", "text"};
  if (c.length_min > 1 && c.length_max != 0) {
    words = {fmt::format("{}~{} 个字符", c.length_min, c.length_max),
             fmt::format("{} to {} characters", c.length_min, c.length_max)};
  } else if (c.length_max != 0) {
    words = {fmt::format("1~{} 个字符", c.length_max), fmt::format("1 to {} characters", c.length_max)};
  } else if (c.accepts != nullptr) {
    return {std::string(c.accepted.zh), std::string(c.accepted.en)};
  }
  if (c.accepts != nullptr) {
    words.zh += fmt::format(",{}", c.accepted.zh);
    words.en += fmt::format(", {}", c.accepted.en);
  }
  return words;
}

Accepted list_in_words(const Constraint& c, Accepted item) {
  const size_t most = c.items_max == 0 ? list_items_max : c.items_max;
  return {fmt::format("{}~{} 个元素的 JSON 数组(或以 .1、.2 编号),每个元素:{}", c.items_min, most, item.zh),
          fmt::format("a JSON array (or values numbered .1, .2 ...) of {} to {} items, each {}", c.items_min,
                      most, item.en)};
}

Accepted fields_in_words(const Parameter& parameter) {
  std::string names;
  for (const Parameter& field : parameter.fields)
    names += (names.empty() ? "" : ", ") + std::string(field.name);
  return {fmt::format("包含 {} 的 JSON 对象", names), fmt::format("a JSON object with {}", names)};
}

}  // namespace

Accepted accepted_values(const Parameter& parameter) {
  switch (parameter.type) {
    case Type::String:
      return text_in_words(parameter.constraint);
    case Type::Integer:
      return integer_in_words(parameter.constraint);
    case Type::Boolean:
      return {"true 或 false", "true or false"};
    case Type::StringList:
      return list_in_words(parameter.constraint, text_in_words(parameter.constraint));
    case Type::ObjectList:
      return list_in_words(parameter.constraint, fields_in_words(parameter));
    case Type::Object:
      return fields_in_words(parameter);
    case Type::Number:
    case Type::ObjectLists:
      break;  // no parameters
  }
  return {};
}

}  // namespace sluice::api
