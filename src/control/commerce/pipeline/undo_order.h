#pragma once
// The end of an order that was begun and cannot be finished (commerce fact sheet, 2.2, T5).

#include <string_view>

#include "control/commerce/channel_orders/channel_order.h"
#include "control/commerce/orders/order.h"
#include "platform/storage/key_source.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// What it held is free again: money, coupon, stock, quota and its place in the payer's group. A payment that
// was made, or may have been, is closed by whoever settles with the provider (channel_orders). `outcome` is
// the code it is told with. `paying` says what is known of the payment by now. Called inside units of work.
void undo_order(storage::Transaction& tx, storage::KeySource& keys, Order& order, const ChannelOrder& paying,
                std::string_view outcome, base::WallTime now);

// What it holds beside money and coupons (stock/holds.h), if anything.
void free_hold(storage::Transaction& tx, int64_t order_key);

}  // namespace sluice::commerce
