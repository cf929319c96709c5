#pragma once
// The operator arms, sees and disarms error rules.

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/error_lab/lab.h"

namespace sluice::error_lab {

// `lab` is null where the lab is off: all three are refused then. It outlives the registry.
void serve(actions::Registry& registry, const actions::Environment& environment, Lab* lab);

}  // namespace sluice::error_lab
