#include "control/commerce/pipeline/release.h"

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/funding/read_funding.h"
#include "control/commerce/funding/transfers.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/stock/stock.h"

namespace sluice::commerce {
namespace {

base::Unexpected<Refusal> defect(std::string why) {
  return base::Unexpected{
      Refusal{.error = api::OrderError::SystemSystemError, .subject = {}, .hint = std::move(why)}};
}

// The accounts that money goes back to beside the sources themselves; 0 where no leg needs one.
base::Result<ReturnAccounts, Refusal> return_accounts(storage::Transaction& tx, const Engine& engine,
                                                      const Order& order,
                                                      const std::vector<FundingLeg>& legs) {
  ReturnAccounts accounts;
  const auto fund = find_fund_account(tx, order.payer_key);
  const auto deposit =
      fund ? find_ledger_account(tx, {AccountKind::Deposit, fund->id, order.currency}) : std::nullopt;
  if (!deposit) return defect("the deposit of order " + order_no(order) + " is nowhere");
  accounts.from_key = deposit->key;
  for (const FundingLeg& leg : legs) {
    const auto source = find_ledger_account(tx, leg.ledger_key);
    if (!source) return defect("a source of order " + order_no(order) + " is nowhere");
    if (is_external(leg.source)) {
      accounts.refund_out_key = open_ledger_account(
          tx, {AccountKind::RefundOut, source->name.owner, order.currency}, engine.keys.next());
    }
    if (leg.source != SourceKind::Coupon) continue;
    const auto coupon = find_coupon(tx, source->name.owner);
    if (!coupon) return defect("a coupon of order " + order_no(order) + " is nowhere");
    accounts.promotion_key = open_ledger_account(tx, promotion_account(*coupon), engine.keys.next());
  }
  return accounts;
}

base::Result<void, Refusal> return_deposit(storage::Transaction& tx, const Engine& engine,
                                           const Released& released) {
  const auto order = find_order(tx, released.account_key, released.order_key);
  if (!order || order->deposit_left == 0) return {};
  const auto legs =
      return_legs(read_funding(tx, order->key), order->payable - order->deposit_left, order->deposit_left);
  if (!legs) return defect("order " + order_no(*order) + " was paid with less than its deposit");
  const auto accounts = return_accounts(tx, engine, *order, *legs);
  if (!accounts) return base::Unexpected{accounts.error()};
  const auto returned = record_transfers(
      tx, return_transfers(engine.keys.next(), *legs, *accounts, CouponShare::ToPromotion, released.now));
  if (!returned) return defect("the deposit of order " + order_no(*order) + " does not fit the ledger");
  set_deposit_left(tx, order->key, 0);
  return {};
}

}  // namespace

base::Result<void, Refusal> release(storage::Transaction& tx, const Engine& engine,
                                    const Released& released) {
  return_stock(tx, released.ens_region_id, released.spec);
  count_live(tx, released.account_key, released.ens_region_id, -1);
  if (released.order_key == 0) return {};
  return return_deposit(tx, engine, released);
}

}  // namespace sluice::commerce
