#include "control/audit/parameters.h"

#include <fmt/format.h>

#include "contract/api/declared.h"
#include "platform/base/digest.h"
#include "platform/base/encoding.h"
#include "platform/json/json.h"

namespace sluice::audit {
namespace {

constexpr size_t beginning_bytes = 128;

// Not within a code point.
std::string_view beginning_of(std::string_view text) {
  size_t end = beginning_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string shown(const api::Parameter& parameter, const std::string& value) {
  if (api::holds_secret(parameter)) return std::string(secret_stand_in);
  if (value.size() <= value_bytes_max) return value;
  return fmt::format("{}... ({} bytes, SHA-256 {})", beginning_of(value), value.size(),
                     base::hex_lower(base::digest(base::Hash::Sha256, value)));
}

}  // namespace

std::string parameters_text(const api::Action& action, const api::ParameterSet& parameters) {
  json::Value kept = json::Value::object();
  size_t bytes = 0;
  int64_t left_out = 0;
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    const api::Parameter* const parameter = api::find_declared(action.parameters, name);
    if (parameter == nullptr) continue;
    std::string text = shown(*parameter, value);
    if (bytes + name.size() + text.size() > parameters_bytes_max) {
      ++left_out;
      continue;
    }
    bytes += name.size() + text.size();
    kept[name] = std::move(text);
  }
  if (left_out > 0) kept[std::string(left_out_member)] = left_out;
  return json::print(kept);
}

}  // namespace sluice::audit
