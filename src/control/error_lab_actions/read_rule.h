#pragma once
// An error rule as a request says it, held against the declaration of the action that it strikes.

#include "contract/api/sluice/error_rules.h"
#include "control/actions/registry.h"
#include "control/error_lab/rule.h"

namespace sluice::error_lab {

// Without an id. The error names the parameter, what was received and what is accepted.
base::Result<Rule, api::Error> read_rule(const actions::Registry& registry, const api::ArmErrorRule& request);

}  // namespace sluice::error_lab
