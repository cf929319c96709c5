#include "control/commerce/pipeline/release.h"

#include <algorithm>

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
  // Where its money went, whatever has become of the fund account since.
  const auto paid = read_transfers(tx, order.key, authorise_step);
  if (paid.empty()) return defect("the deposit of order " + order_no(order) + " is nowhere");
  ReturnAccounts accounts{.from_key = paid.front().credit_key};
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

// What an end user of a reseller had spent of his cap comes back to him, as far as the partner who granted it
// still is his and what was granted is not exceeded: the relation may have been made anew meanwhile.
std::optional<Transfer> returned_quota(storage::Transaction& tx, const Order& order, int64_t refund_key,
                                       base::WallTime now) {
  const auto spent = read_transfers(tx, order.key, quota_step);
  if (spent.empty()) return std::nullopt;
  const auto reseller = find_payers(tx, order.account_key).reseller;
  if (!reseller || reseller->reseller_key != order.payer_key || reseller->currency != order.currency) {
    return std::nullopt;
  }
  const QuotaAccounts accounts{.quota_key = spent.front().debit_key, .pool_key = spent.front().credit_key};
  const Minor left = available(*find_ledger_account(tx, accounts.quota_key));
  const Minor amount = std::min(order.deposit_left, reseller->quota_limit - left);
  if (amount <= 0) return std::nullopt;
  return quota_return(refund_key, accounts, amount, now);
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
  const int64_t refund_key = engine.keys.next();
  auto transfers = return_transfers(refund_key, *legs, *accounts, CouponShare::ToPromotion, released.now);
  if (const auto quota = returned_quota(tx, *order, refund_key, released.now)) transfers.push_back(*quota);
  if (!record_transfers(tx, transfers))
    return defect("the deposit of order " + order_no(*order) + " does not fit the ledger");
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
