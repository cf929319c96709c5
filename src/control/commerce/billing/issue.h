#pragma once
// One bill of what an order has made, for a span of one of its cycles.

#include "control/commerce/billing/billed_store.h"
#include "control/commerce/billing/billing.h"

namespace sluice::commerce {

// From `billed.from` to `to`, at `to`: issued, collected, and on its timeline if something is left to pay. A
// span that costs nothing has no bill. Returns the cycle that the order was sold by. Called inside units of
// work.
Cycle issue_for(storage::Transaction& tx, const Billing& billing, const Billed& billed, base::WallTime to);

// That cycle, where no bill is made.
Cycle cycle_of(storage::Transaction& tx, const Billed& billed);

}  // namespace sluice::commerce
