#pragma once
// A TOML document of settings: one `key = value` a line, in tables where settings of a kind belong together.
// A value, from text to a list; no thread, no file.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/base/result.h"

namespace sluice::toml {

inline constexpr size_t document_bytes_max = 64 * 1024;

// What TOML can say and a setting cannot be: a number with a point, a date, an array, a table with nothing in
// it.
struct Other {};

struct Setting {
  std::string key;  // behind its tables and points: url in [providers.pricing] is providers.pricing.url
  std::variant<bool, int64_t, std::string, Other> value;
  int line;             // from 1
  std::string written;  // the value as it stands there
};

// The settings in the order of their lines. The error is a sentence that begins with the line ("NAME:3: ...")
// and quotes it; `name` is the document's.
base::Result<std::vector<Setting>, std::string> parse_settings(std::string_view text,
                                                               const std::string& name);

}  // namespace sluice::toml
