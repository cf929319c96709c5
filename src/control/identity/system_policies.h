#pragma once
// The policies that every account has and none can change. Names are those that people know from RAM.

#include <memory>
#include <span>
#include <string_view>

#include "control/policy/policy.h"

namespace sluice::identity {

struct SystemPolicy {
  std::string_view name;
  std::string_view description;
  std::string_view document;
};

// They have one version each, since this day.
inline constexpr std::string_view system_policies_since = "2026-01-01T00:00:00Z";

std::span<const SystemPolicy> system_policies();
const SystemPolicy* find_system_policy(std::string_view name);
// Null for an unknown name.
std::shared_ptr<const policy::Policy> compiled_system_policy(std::string_view name);

}  // namespace sluice::identity
