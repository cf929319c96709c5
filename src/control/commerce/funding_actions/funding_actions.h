#pragma once

#include "control/actions/environment.h"
#include "control/actions/registry.h"

namespace sluice::commerce {

// What the operator does about the means that accounts pay with beside their funds: coupons, stored-value
// cards, and methods of payment.
void serve_funding(actions::Registry& registry, const actions::Environment& environment);

}  // namespace sluice::commerce
