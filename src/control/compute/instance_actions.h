#pragma once

#include "control/actions/environment.h"
#include "control/actions/registry.h"

namespace sluice::compute {

// RunInstances, DescribeInstances, ReleasePostPaidInstance. An instance here is the record of a backend that
// the operator runs himself: it is Running as soon as it exists.
void serve(actions::Registry& registry, const actions::Environment& environment);

}  // namespace sluice::compute
