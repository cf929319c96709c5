#include "contract/reference/limits.h"

#include <fmt/format.h>

#include "contract/api/accepted.h"
#include "contract/reference/labels.h"

namespace sluice::reference {
namespace {

bool is_limited(const api::Parameter& parameter) {
  const api::Constraint any;
  const api::Constraint& c = parameter.constraint;
  switch (parameter.type) {
    case api::Type::Boolean:
      return false;
    case api::Type::String:
      return c.length_max != 0 || !c.one_of.empty() || c.accepts != nullptr;
    case api::Type::Integer:
      return c.min != any.min || c.max != any.max || c.zero_is_unset;
    case api::Type::StringList:
    case api::Type::ObjectList:
    case api::Type::Object:
    case api::Type::Number:
    case api::Type::ObjectLists:
      return true;  // how many, and how it travels
  }
  return true;
}

}  // namespace

std::optional<std::string> limit_of(const api::Parameter& parameter, Language language) {
  const std::string_view comma = language == Language::Chinese ? "," : ", ";
  std::string words;
  if (is_limited(parameter)) {
    const api::Accepted accepted = api::accepted_values(parameter);
    words = language == Language::Chinese ? accepted.zh : accepted.en;
  }
  const auto add = [&](const api::Text& more) {
    if (!words.empty()) words += comma;
    words += in(language, more);
  };
  if (parameter.constraint.any_case && !parameter.constraint.one_of.empty()) add(labels::in_any_case);
  if (parameter.secret) add(labels::never_shown);
  if (words.empty()) return std::nullopt;
  return words;
}

}  // namespace sluice::reference
