#pragma once

#include "control/actions/registry.h"
#include "control/commerce/pipeline/place_order.h"

namespace sluice::commerce {

// What the operator does about hosts and orders that another system keeps, and what customers do about their
// own orders. The engine is copied; what it refers to outlives the registry.
void serve_orders(actions::Registry& registry, const Engine& engine);

}  // namespace sluice::commerce
