#pragma once
// Orders in the database. Called inside units of work.

#include <optional>
#include <string_view>
#include <vector>

#include "control/commerce/orders/order.h"
#include "platform/storage/transaction.h"
#include "platform/storage/where.h"

namespace sluice::commerce {

void insert_order(storage::Transaction& tx, const Order& order);
// Of the account only.
std::optional<Order> find_order(storage::Transaction& tx, int64_t account_key, int64_t order_key);
// Conditions are on orders o. Newest first.
std::vector<Order> list_orders(storage::Transaction& tx, const storage::Where& where,
                               const storage::Page& page);
int64_t count_orders(storage::Transaction& tx, const storage::Where& where);
// State, outcome, resource and what is left of the deposit; false if the order is in another state than
// `from` by now, and then nothing has changed.
bool advance_order(storage::Transaction& tx, const Order& order, OrderState from);

// Who pays for it, which may have changed since it was placed.
void set_payer(storage::Transaction& tx, const Order& order);
void set_deposit_left(storage::Transaction& tx, int64_t order_key, Minor left);

// Orders of the account that have not ended, expired ones being none.
int64_t count_open_orders(storage::Transaction& tx, int64_t account_key, base::WallTime now);
// Those among them that hold a host for themselves, and those of it whose money could not be collected.
std::vector<Order> list_open_orders_of_host(storage::Transaction& tx, int64_t account_key, int64_t host_key,
                                            base::WallTime now);

}  // namespace sluice::commerce
