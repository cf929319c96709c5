#include "contract/reference/fields.h"

namespace sluice::reference {

std::string_view type_name(api::Type type) {
  switch (type) {
    case api::Type::String:
      return "string";
    case api::Type::Integer:
      return "integer";
    case api::Type::Boolean:
      return "boolean";
    case api::Type::StringList:
      return "array<string>";
    case api::Type::ObjectList:
      return "array<object>";
    case api::Type::Object:
      return "object";
    case api::Type::Number:
      return "number";
    case api::Type::ObjectLists:
      return "array<array<object>>";
  }
  return {};
}

std::vector<FieldRow<api::Parameter>> parameter_rows(const api::Action& action, api::Since since) {
  std::vector<FieldRow<api::Parameter>> rows;
  for (const api::Parameter& parameter : action.parameters) {
    if (parameter.since == since) append_rows(std::span(&parameter, 1), "", 0, rows);
  }
  return rows;
}

}  // namespace sluice::reference
