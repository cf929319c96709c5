#pragma once
// What was paid for hosts and what has gone back, in the database. Called inside units of work.
//
// A refund is an order of type Refund, whose quote says of which order it is and of which type:
// {"RefundOf": "7312045519028224", "RefundType": "PARTIAL"}.

#include "control/commerce/refunds/check_refund.h"
#include "control/commerce/terms/terms.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// Hosts have at most so many paid orders that are looked through for something left, the newest first.
inline constexpr int64_t paid_orders_max = 100;

RefundFacts read_refund_facts(storage::Transaction& tx, const HostInstance& host, const Terms& terms,
                              base::WallTime now);
std::string refund_quote(const Order& refunded, RefundType type);

}  // namespace sluice::commerce
