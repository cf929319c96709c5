#pragma once
// An order's way on from where it stands, with the money that is set aside for it.

#include <string_view>

#include "control/commerce/orders/order.h"
#include "platform/storage/key_source.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// One step, which the states allow (may_become). At its end the money that was set aside is taken (COMPLETED)
// or let go (CANCELLED, FAILED), at the payment provider as soon as he is heard, and a single-use coupon is
// free again. What is completed here and made
// nothing here has earned its money: no bill and no release will ever ask for it. Once it is paid it voids
// the unpaid orders before it that need its host alone. Changes the order that is handed in. Called inside
// units of work; false, and then nothing was changed, if the order is in another state by now.
bool move_order(storage::Transaction& tx, storage::KeySource& keys, Order& order, OrderState to,
                std::string_view outcome, base::WallTime now);

// The unpaid orders that came before a paid one and need its host alone: they cannot be paid any more
// (TradeTradeOrderAfterPayCheckError), and say so as their outcome.
void void_earlier_orders(storage::Transaction& tx, const Order& paid, base::WallTime now);

}  // namespace sluice::commerce
