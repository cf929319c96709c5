#pragma once
// Money of an order on its way back to where it came from (commerce fact sheet, 4.4).

#include <cstdint>
#include <optional>
#include <string>

#include "control/commerce/funding/transfers.h"
#include "control/commerce/orders/order.h"
#include "control/commerce/refusal/refusal.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/storage/key_source.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct Return {
  int64_t refund_key = 0;     // names the transfers: of the refund order, or a fresh one
  int64_t from_key = 0;       // the ledger account that holds the money now
  Minor returned_before = 0;  // of the payment
  Minor amount = 0;           // above zero
  base::WallTime now;
};

// To the sources, the one that was used last first, none more than it paid; what a coupon paid goes to the
// promotion that it came from. An end user of a reseller gets as much of his cap back. Called inside units of
// work. A ledger that does not agree is told as an error.
base::Result<void, Refusal> give_back(storage::Transaction& tx, storage::KeySource& keys, const Order& order,
                                      const Return& back);

// Of a refund that somebody asks for: SystemResellerPayCalRefundUnitError where the order was paid within a
// cap that is in another currency by now, so that nobody can say what of it comes back. A release does not
// wait for that: its money goes back, and the cap stays as it is.
std::optional<Refusal> check_quota_units(storage::Transaction& tx, const Order& order);

}  // namespace sluice::commerce
