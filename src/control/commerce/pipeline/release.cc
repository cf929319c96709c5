#include "control/commerce/pipeline/release.h"

#include "control/commerce/orders/order_store.h"
#include "control/commerce/pipeline/give_back.h"
#include "control/commerce/stock/stock.h"

namespace sluice::commerce {
namespace {

base::Result<void, Refusal> return_deposit(storage::Transaction& tx, const Engine& engine,
                                           const Released& released) {
  const auto order = find_order(tx, released.account_key, released.order_key);
  if (!order || order->deposit_left == 0) return {};
  // Where its money went, whatever has become of the fund account since.
  const auto paid = read_transfers(tx, order->key, authorise_step);
  if (paid.empty()) {
    return base::Unexpected{Refusal{.error = api::OrderError::SystemSystemError,
                                    .subject = {},
                                    .hint = "the deposit of order " + order_no(*order) + " is nowhere"}};
  }
  // Bills have used up what was used first; none of it went back before.
  const auto returned = give_back(tx, engine.keys, *order,
                                  {.refund_key = engine.keys.next(),
                                   .from_key = paid.front().credit_key,
                                   .amount = order->deposit_left,
                                   .now = released.now});
  if (!returned) return returned;
  set_deposit_left(tx, order->key, 0);
  return {};
}

}  // namespace

base::Result<void, Refusal> release(storage::Transaction& tx, const Engine& engine,
                                    const Released& released) {
  return_stock(tx, released.ens_region_id, released.spec);
  count_live(tx, released.account_key, released.ens_region_id, -1);
  if (released.order_key == 0) return {};
  end_billing(tx, engine.billing, released.order_key, released.now);
  return return_deposit(tx, engine, released);
}

}  // namespace sluice::commerce
