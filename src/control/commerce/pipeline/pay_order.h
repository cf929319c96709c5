#pragma once
// Paying an order that was placed and not paid: S07 and S15 to S17 of the stages of placing one, on the
// amount that it has, and no stage behind them. The money stays pending until the order ends (move_order.h).

#include "control/commerce/orders/order.h"
#include "control/commerce/pipeline/place_order.h"

namespace sluice::commerce {

struct Payment {
  Buyer buyer;
  int64_t order_key = 0;
  base::WallTime now;                          // business time
  base::WallTime received;                     // real time
  providers::Consultation* outside = nullptr;  // as of a purchase
};

// The order as it stands then. Besides what the stages refuse:
//
//   OrderNotFound                      the buyer has no such order
//   TradeTradeOrderAfterPayCheckError  a later one of its host was paid meanwhile, which has voided it
//   PayOrderPayTimeInvalid             it is not unpaid, or its time to be paid is over
//   CommodityInvalidItemCode           what it is about is not sold any more at all
//   PayCurrencyInconsistency           the account settles in another currency by now
//
// Where a payment provider is plugged in and says no, or does not say yes, the order is cancelled: what he
// was asked for belongs to it.
base::Result<Order, Refusal> pay_order(storage::Transaction& tx, const Engine& engine,
                                       const Payment& payment);

}  // namespace sluice::commerce
