#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

// The audit trail: who changed what, or was kept from it, from where and why.
struct LookupEvents {
  static const Action declaration;

  struct Attribute {
    std::string key;
    std::string value;
  };

  std::optional<std::string> start_time;
  std::optional<std::string> end_time;
  std::optional<std::string> next_token;
  std::string direction;
  int max_results = 0;
  std::vector<Attribute> attributes;
};

namespace directions {
inline constexpr std::string_view forward = "FORWARD";    // the oldest first
inline constexpr std::string_view backward = "BACKWARD";  // the newest first
}  // namespace directions

}  // namespace sluice::api
