#include "contract/api/conformance.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/json/json.h"

namespace sluice::api {
namespace {

using Problems = std::vector<std::string>;

bool is_list(const ResponseField& field) {
  return field.type == Type::StringList || field.type == Type::ObjectList || field.type == Type::ObjectLists;
}

bool is_wrapper(const ResponseField& field) {
  return field.type == Type::Object && field.fields.size() == 1 && is_list(field.fields.front());
}

Type item_type(Type list) {
  if (list == Type::StringList) return Type::String;
  return list == Type::ObjectLists ? Type::ObjectList : Type::Object;
}

void check_object(std::span<const ResponseField> fields, const json::Value& object, const std::string& path,
                  Problems& problems);

void check_value(const ResponseField& field, const json::Value& value, const std::string& path,
                 Problems& problems) {
  const auto expect = [&](bool is_right, std::string_view type) {
    if (!is_right) problems.push_back(fmt::format("{} is {}, not {}", path, json::print(value), type));
    return is_right;
  };
  switch (field.type) {
    case Type::String:
      expect(value.is_string(), "a string");
      return;
    case Type::Integer:
      expect(value.is_number_integer(), "an integer");
      return;
    case Type::Boolean:
      expect(value.is_boolean(), "a boolean");
      return;
    case Type::Object:
      if (expect(value.is_object(), "an object") && !field.free_form) {
        check_object(field.fields, value, path, problems);
      }
      return;
    case Type::Number:
      expect(value.is_number(), "a number");
      return;
    case Type::StringList:
    case Type::ObjectList:
    case Type::ObjectLists:
      break;
  }
  if (!expect(value.is_array(), "an array")) return;
  ResponseField item = field;
  item.type = item_type(field.type);
  for (size_t i = 0; i < value.size(); ++i)
    check_value(item, value[i], fmt::format("{}[{}]", path, i), problems);
}

void check_object(std::span<const ResponseField> fields, const json::Value& object, const std::string& path,
                  Problems& problems) {
  for (const auto& [name, value] : object.items()) {
    const std::string member_path = path.empty() ? name : fmt::format("{}.{}", path, name);
    const auto field = std::ranges::find(fields, name, &ResponseField::name);
    if (field != fields.end()) {
      check_value(*field, value, member_path, problems);
    } else {
      problems.push_back(member_path + " is not declared");
    }
  }
  for (const ResponseField& field : fields) {
    if ((is_list(field) || is_wrapper(field)) && json::find(object, field.name) == nullptr) {
      problems.push_back(fmt::format("{}{}{} is left out", path, path.empty() ? "" : ".", field.name));
    }
  }
}

}  // namespace

std::vector<std::string> conforms(std::span<const ResponseField> fields, const json::Value& answer) {
  if (!answer.is_object()) return {"the answer is not an object"};
  std::vector<ResponseField> all(fields.begin(), fields.end());
  all.push_back({.name = "RequestId"});
  Problems problems;
  check_object(all, answer, {}, problems);
  return problems;
}

}  // namespace sluice::api
