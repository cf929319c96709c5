#include "contract/api/declared.h"

#include <algorithm>
#include <vector>

namespace sluice::api {
namespace {

std::vector<std::string_view> parts_of(std::string_view name) {
  std::vector<std::string_view> parts;
  for (size_t dot; (dot = name.find('.')) != std::string_view::npos; name.remove_prefix(dot + 1)) {
    parts.push_back(name.substr(0, dot));
  }
  parts.push_back(name);
  return parts;
}

bool is_number(std::string_view part) {
  return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
}

const Parameter* find(std::span<const Parameter> parameters, std::span<const std::string_view> parts) {
  if (parts.empty()) return nullptr;
  const auto found = std::ranges::find(parameters, parts.front(), &Parameter::name);
  if (found == parameters.end()) return nullptr;
  parts = parts.subspan(1);
  if (parts.empty()) return &*found;
  if (found->type == Type::StringList || found->type == Type::ObjectList) {
    if (!is_number(parts.front())) return nullptr;
    parts = parts.subspan(1);
  }
  if (found->type == Type::StringList) return parts.empty() ? &*found : nullptr;
  return find(found->fields, parts);
}

}  // namespace

const Parameter* find_declared(std::span<const Parameter> parameters, std::string_view name) {
  // Of some the name itself has points (SystemDisk.Size).
  const auto whole = std::ranges::find(parameters, name, &Parameter::name);
  if (whole != parameters.end()) return &*whole;
  return find(parameters, parts_of(name));
}

bool holds_secret(const Parameter& parameter) {
  return parameter.secret || std::ranges::any_of(parameter.fields, holds_secret);
}

}  // namespace sluice::api
