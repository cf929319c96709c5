#include "control/commerce/pipeline/move_order.h"

#include "contract/api/ens/order_error.h"
#include "control/commerce/channel_orders/channel_order.h"
#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/funding/read_funding.h"
#include "control/commerce/funding/transfers.h"
#include "control/commerce/ledger/ledger.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/pipeline/earn.h"

namespace sluice::commerce {
namespace {

std::vector<Transfer> money_of(storage::Transaction& tx, const Order& order) {
  std::vector<Transfer> transfers = read_transfers(tx, order.key, authorise_step);
  for (Transfer& memo : read_transfers(tx, order.key, quota_step)) transfers.push_back(std::move(memo));
  return transfers;
}

// Pending transfers as they end, and coupons that were reserved for them.
void settle(storage::Transaction& tx, const Order& order, Settlement settlement) {
  std::vector<TransferId> pending;
  for (const Transfer& transfer : money_of(tx, order)) {
    if (transfer.phase == Phase::Pending) pending.push_back(transfer.id);
  }
  const FundingPlan plan = read_funding(tx, order.key);
  expect_agreed(settle_transfers(tx, pending, settlement));
  for (const FundingLeg& leg : plan.legs) {
    if (leg.source == SourceKind::Coupon) end_coupon_reservation(tx, leg.entity_key, order.key);
  }
}

// What the payment provider has to be told of it, if it was asked to charge anything.
void settle_channel(storage::Transaction& tx, const Order& order) {
  auto paying = find_channel_order(tx, order.key);
  if (!paying) return;
  // What the provider says he does not know is closed as well, in case he finds it again.
  const bool may_be_open = paying->state != ChannelState::Declined && paying->state != ChannelState::Closed;
  if (order.state == OrderState::Completed) {
    if (paying->state == ChannelState::Authorised) paying->wanted = Wanted::Captured;
  } else if (may_be_open) {
    paying->wanted = Wanted::Closed;
  }
  update_channel_order(tx, *paying);
}

}  // namespace

void void_earlier_orders(storage::Transaction& tx, const Order& paid, base::WallTime now) {
  if (paid.host_key == 0 || !holds_host_alone(paid)) return;
  for (Order& order : list_open_orders_of_host(tx, paid.account_key, paid.host_key, now)) {
    if (order.key >= paid.key || order.state != OrderState::Unpaid || !holds_host_alone(order)) continue;
    order.state = OrderState::Cancelled;
    order.outcome = api::row_of(api::OrderError::TradeTradeOrderAfterPayCheckError).code;
    advance_order(tx, order, OrderState::Unpaid);
  }
}

bool move_order(storage::Transaction& tx, storage::KeySource& keys, Order& order, OrderState to,
                std::string_view outcome, base::WallTime now) {
  Order moved = order;
  moved.state = to;
  if (has_ended(to)) moved.outcome = outcome;
  if (!may_become(order.state, to) || !advance_order(tx, moved, order.state)) return false;
  order = std::move(moved);
  if (has_ended(to)) {
    settle(tx, order, to == OrderState::Completed ? Settlement::Post : Settlement::Void);
    settle_channel(tx, order);
  }
  if (to == OrderState::Completed) earn(tx, order, keys.next(), now);
  if (to == OrderState::Authorised) void_earlier_orders(tx, order, now);
  return true;
}

}  // namespace sluice::commerce
