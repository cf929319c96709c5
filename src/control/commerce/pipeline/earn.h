#pragma once
// The income of an order that no bill and no release will ever ask for. Called inside units of work.

#include "control/commerce/ledger/ledger.h"
#include "control/commerce/orders/order.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// What was taken for it, less a deposit that is left, which waits for bills: then nothing. `new_account_key`
// is that of the commodity's revenue account, where it is the first in its currency.
void earn(storage::Transaction& tx, const Order& order, int64_t new_account_key, base::WallTime now);

// Throws a defect, which undoes the unit: the money of an order is not where it was.
void expect_agreed(const base::Result<void, TransferRefused>& told);

}  // namespace sluice::commerce
