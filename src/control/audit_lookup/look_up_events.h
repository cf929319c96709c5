#pragma once
// The question about the audit trail: each account sees its own events, and the operator's account beside
// them those of access keys that nobody has.

#include "control/actions/registry.h"
#include "control/audit/store.h"

namespace sluice::audit_lookup {

inline constexpr auto range_default = std::chrono::days(7), range_max = std::chrono::days(30);

// LookupEvents.
void serve(actions::Registry& registry, const audit::Limits& limits);

}  // namespace sluice::audit_lookup
