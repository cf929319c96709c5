#pragma once
// Who orders, as a call says it.

#include "control/actions/call.h"
#include "control/commerce/pipeline/purchase.h"

namespace sluice::commerce {

Buyer buyer_of(const actions::Call& call);

}  // namespace sluice::commerce
