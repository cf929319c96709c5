#pragma once

#include "control/actions/registry.h"

namespace sluice::token_ledger {

// DescribeClientTokens.
void serve(actions::Registry& registry);

}  // namespace sluice::token_ledger
