#include "control/commerce/pipeline/give_back.h"

#include <algorithm>

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/funding/read_funding.h"

namespace sluice::commerce {
namespace {

base::Unexpected<Refusal> return_defect(std::string why) {
  return base::Unexpected{
      Refusal{.error = api::OrderError::SystemSystemError, .subject = {}, .hint = std::move(why)}};
}

// The accounts that money goes back to beside the sources themselves; 0 where no leg needs one.
base::Result<ReturnAccounts, Refusal> return_accounts(storage::Transaction& tx, storage::KeySource& keys,
                                                      const Order& order, const std::vector<FundingLeg>& legs,
                                                      const Return& back) {
  ReturnAccounts accounts{.from_key = back.from_key};
  for (const FundingLeg& leg : legs) {
    const auto source = find_ledger_account(tx, leg.ledger_key);
    if (!source) return return_defect("a source of order " + order_no(order) + " is nowhere");
    if (is_external(leg.source)) {
      accounts.refund_out_key =
          open_ledger_account(tx, {AccountKind::RefundOut, source->name.owner, order.currency}, keys.next());
    }
    if (leg.source != SourceKind::Coupon) continue;
    const auto coupon = find_coupon(tx, source->name.owner);
    if (!coupon) return return_defect("a coupon of order " + order_no(order) + " is nowhere");
    accounts.promotion_key = open_ledger_account(tx, promotion_account(*coupon), keys.next());
  }
  return accounts;
}

// The relation under which an order was paid within a cap, if it still is in force.
std::optional<ResellerRelation> relation_of(storage::Transaction& tx, const Order& order) {
  if (read_transfers(tx, order.key, quota_step).empty()) return std::nullopt;
  auto reseller = find_payers(tx, order.account_key).reseller;
  return reseller && reseller->reseller_key == order.payer_key ? std::move(reseller) : std::nullopt;
}

// What an end user of a reseller had spent of his cap comes back to him, as far as the partner who granted it
// still is his and what was granted is not exceeded: the relation may have been made anew meanwhile, in
// another currency as well.
std::optional<Transfer> returned_quota(storage::Transaction& tx, const Order& order, const Return& back) {
  const auto reseller = relation_of(tx, order);
  if (!reseller || reseller->currency != order.currency) return std::nullopt;
  const auto spent = read_transfers(tx, order.key, quota_step);
  const QuotaAccounts accounts{.quota_key = spent.front().debit_key, .pool_key = spent.front().credit_key};
  const Minor left = available(*find_ledger_account(tx, accounts.quota_key));
  const Minor amount = std::min(back.amount, reseller->quota_limit - left);
  if (amount <= 0) return std::nullopt;
  return quota_return(back.refund_key, accounts, amount, back.now);
}

}  // namespace

std::optional<Refusal> check_quota_units(storage::Transaction& tx, const Order& order) {
  const auto reseller = relation_of(tx, order);
  if (!reseller || reseller->currency == order.currency) return std::nullopt;
  return Refusal{.error = api::OrderError::SystemResellerPayCalRefundUnitError,
                 .hint = "the quota is in " + reseller->currency + " by now, and the order was paid in " +
                         order.currency};
}

base::Result<void, Refusal> give_back(storage::Transaction& tx, storage::KeySource& keys, const Order& order,
                                      const Return& back) {
  const auto legs = return_legs(read_funding(tx, order.key), back.returned_before, back.amount);
  if (!legs) return return_defect("order " + order_no(order) + " was paid with less than is to be returned");
  const auto accounts = return_accounts(tx, keys, order, *legs, back);
  if (!accounts) return base::Unexpected{accounts.error()};
  auto transfers = return_transfers(back.refund_key, *legs, *accounts, CouponShare::ToPromotion, back.now);
  if (const auto quota = returned_quota(tx, order, back)) transfers.push_back(*quota);
  if (!record_transfers(tx, transfers)) {
    return return_defect("the payment of order " + order_no(order) + " does not fit the ledger");
  }
  return {};
}

}  // namespace sluice::commerce
