#include "control/commerce/pipeline/undo_order.h"

#include "control/commerce/customer/customer_store.h"
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

}  // namespace

void free_hold(storage::Transaction& tx, int64_t order_key) {
  const auto hold = find_hold(tx, order_key);
  if (!hold) return;
  let_go_stock(tx, hold->ens_region_id, hold->spec);
  if (!hold->ens_region_id.empty()) count_live(tx, hold->account_key, hold->ens_region_id, -1);
  if (hold->group_key != 0) leave_group(tx, hold->group_key);
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
