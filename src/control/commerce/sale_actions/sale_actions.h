#pragma once
// What ENS itself has to say about what is sold: sale control, what may be bought where, and the price of
// servers. The controls are sale rules among the others (docs/rules.md), so orders feel them at once.

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/commerce/pipeline/place_order.h"
#include "control/commerce/terms_actions/room.h"

namespace sluice::commerce {

// What the engine works with outlives the registry.
void serve_sale(actions::Registry& registry, const actions::Environment& environment, const Engine& engine,
                TermLimits limits = {});

}  // namespace sluice::commerce
