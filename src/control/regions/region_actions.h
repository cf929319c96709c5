#pragma once

#include "control/actions/registry.h"

namespace sluice::regions {

// DescribeEnsRegions.
void serve(actions::Registry& registry);

}  // namespace sluice::regions
