#pragma once
// What the operator does about what holds for all orders, and about what is limited.

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/commerce/terms_actions/room.h"

namespace sluice::commerce {

void serve_terms(actions::Registry& registry, const actions::Environment& environment,
                 TermLimits limits = {});

struct StockLimits {
  size_t stocks_max = 10'000;
};
void serve_limits(actions::Registry& registry, StockLimits limits = {});

}  // namespace sluice::commerce
