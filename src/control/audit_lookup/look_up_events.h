#pragma once
// The question about the audit trail: each account sees its own events, and the operator's account beside
// them those of access keys that nobody has.

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/audit/store.h"
#include "control/identity/sealer.h"

namespace sluice::audit_lookup {

inline constexpr auto range_default = std::chrono::days(7), range_max = std::chrono::days(30);

// LookupEvents. The sealer, which seals what a page says of the next one, outlives the registry.
void serve(actions::Registry& registry, const actions::Environment& environment,
           const identity::Sealer& sealer, const audit::Limits& limits);

}  // namespace sluice::audit_lookup
