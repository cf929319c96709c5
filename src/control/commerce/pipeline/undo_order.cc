#include "control/commerce/pipeline/undo_order.h"

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/pipeline/move_order.h"
#include "control/commerce/stock/holds.h"
#include "control/commerce/stock/stock.h"

namespace sluice::commerce {
namespace {

void leave_group(storage::Transaction& tx, int64_t payer_key) {
  auto fund = find_fund_account(tx, payer_key);
  if (!fund || fund->group_orders == 0) return;
  --fund->group_orders;
  update_fund_account(tx, *fund);
}

// The host that the order has opened, if nobody else has come to stand on it: it would be a plan that nobody
// has bought.
void close_host(storage::Transaction& tx, const OrderHold& hold) {
  const auto order = find_order(tx, hold.account_key, hold.order_key);
  const auto host = order ? find_host(tx, order->host_key) : std::nullopt;
  if (!host || !list_lines(tx, host->key).empty()) return;
  storage::Where where;
  where.equals("o.account_key", hold.account_key).equals("o.host_key", host->key);
  where.holds("o.key <> ? AND o.state NOT IN ('CANCELLED', 'FAILED')", {hold.order_key});
  if (count_orders(tx, where) > 0) return;
  for (const Subscription& subscription : list_subscriptions(tx, hold.account_key)) {
    if (subscription.host_id == host->id) delete_subscription(tx, subscription.key);
  }
  delete_host_details(tx, host->key);
  delete_host_instance(tx, host->key);
}

}  // namespace

void free_hold(storage::Transaction& tx, int64_t order_key) {
  const auto hold = find_hold(tx, order_key);
  if (!hold) return;
  let_go_stock(tx, hold->ens_region_id, hold->spec);
  if (!hold->ens_region_id.empty()) count_live(tx, hold->account_key, hold->ens_region_id, -1);
  if (hold->group_key != 0) leave_group(tx, hold->group_key);
  if (hold->opened_host) close_host(tx, *hold);
  delete_hold(tx, order_key);
}

void undo_order(storage::Transaction& tx, storage::KeySource& keys, Order& order, const ChannelOrder& paying,
                std::string_view outcome, base::WallTime now) {
  update_channel_order(tx, paying);
  free_hold(tx, order.key);
  if (may_become(order.state, OrderState::Cancelled)) {
    move_order(tx, keys, order, OrderState::Cancelled, outcome, now);
    return;
  }
  move_order(tx, keys, order, OrderState::Compensating, {}, now);
  move_order(tx, keys, order, OrderState::Failed, outcome, now);
}

}  // namespace sluice::commerce
