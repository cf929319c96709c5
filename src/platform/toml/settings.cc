#include "platform/toml/settings.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <toml.hpp>

namespace sluice::toml {
namespace {

// The library descends into a bracket by calling itself. Counted in text and comments as well: nobody needs
// as many there.
constexpr int brackets_open_max = 64;

bool nests_too_deep(std::string_view text) {
  int open = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') ++open;
    if (c == ']' || c == '}') --open;
    if (open > brackets_open_max) return true;
  }
  return false;
}

std::string trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return "an empty line";
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// The library says "[error] toml::function: reason" and draws a picture below.
std::string reason_of(const std::exception& error) {
  std::string reason = error.what();
  reason = reason.substr(0, reason.find('\n'));
  if (const size_t function = reason.find(": "); function != std::string::npos) {
    reason.erase(0, function + 2);
  }
  return reason;
}

Setting to_setting(const std::string& key, const ::toml::value& value) {
  const ::toml::source_location place = value.location();
  Setting setting{
      .key = key, .value = Other{}, .line = static_cast<int>(place.line()), .written = place.line_str()};
  if (value.is_boolean()) setting.value = value.as_boolean();
  if (value.is_integer()) setting.value = int64_t{value.as_integer()};
  if (value.is_string()) setting.value = value.as_string().str;
  // The place of a table begins with its key.
  if (!value.is_table() && place.column() - 1 < place.line_str().size()) {
    setting.written = place.line_str().substr(place.column() - 1, place.region());
  }
  return setting;
}

// With the settings of the tables in it.
void add_settings(const std::string& key, const ::toml::value& value, std::vector<Setting>& settings) {
  if (!value.is_table() || value.as_table().empty()) return settings.push_back(to_setting(key, value));
  for (const auto& [name, inner] : value.as_table()) add_settings(key + "." + name, inner, settings);
}

}  // namespace

base::Result<std::vector<Setting>, std::string> parse_settings(std::string_view text,
                                                               const std::string& name) {
  if (text.size() > document_bytes_max) {
    return base::Unexpected{
        fmt::format("{}: received {} bytes; accepted: up to {}", name, text.size(), document_bytes_max)};
  }
  if (nests_too_deep(text)) {
    return base::Unexpected{
        fmt::format("{}: received more than {} brackets inside each other; accepted: "
                    "one key = value a line",
                    name, brackets_open_max)};
  }
  try {
    std::istringstream stream{std::string(text)};
    std::vector<Setting> settings;
    const ::toml::value document = ::toml::parse(stream, name);
    for (const auto& [key, value] : document.as_table()) add_settings(key, value, settings);
    std::ranges::sort(settings, {}, &Setting::line);
    return settings;
  } catch (const ::toml::exception& error) {
    return base::Unexpected{fmt::format("{}:{}: received {}; accepted: TOML, one key = value a line ({})",
                                        name, error.location().line(), trimmed(error.location().line_str()),
                                        reason_of(error))};
  } catch (const std::exception& error) {
    return base::Unexpected{fmt::format("{}: cannot be read as TOML: {}", name, error.what())};
  }
}

}  // namespace sluice::toml
