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

// What an end user of a reseller had spent of his cap comes back to him, as far as the partner who granted it
// still is his and what was granted is not exceeded: the relation may have been made anew meanwhile. A cap
// that is in another currency by now has no rate to what was spent of it, so that nobody can say what comes
// back.
base::Result<std::optional<Transfer>, Refusal> returned_quota(storage::Transaction& tx, const Order& order,
                                                              const Return& back) {
  const auto spent = read_transfers(tx, order.key, quota_step);
  if (spent.empty()) return std::optional<Transfer>();
  const auto reseller = find_payers(tx, order.account_key).reseller;
  if (!reseller || reseller->reseller_key != order.payer_key) return std::optional<Transfer>();
  if (reseller->currency != order.currency) {
    return base::Unexpected{Refusal{.error = api::OrderError::SystemResellerPayCalRefundUnitError,
                                    .hint = "the quota is in " + reseller->currency +
                                            " by now, and the order was paid in " + order.currency}};
  }
  const QuotaAccounts accounts{.quota_key = spent.front().debit_key, .pool_key = spent.front().credit_key};
  const Minor left = available(*find_ledger_account(tx, accounts.quota_key));
  const Minor amount = std::min(back.amount, reseller->quota_limit - left);
  if (amount <= 0) return std::optional<Transfer>();
  return std::optional<Transfer>(quota_return(back.refund_key, accounts, amount, back.now));
}

}  // namespace

base::Result<void, Refusal> give_back(storage::Transaction& tx, storage::KeySource& keys, const Order& order,
                                      const Return& back) {
  const auto legs = return_legs(read_funding(tx, order.key), back.returned_before, back.amount);
  if (!legs) return return_defect("order " + order_no(order) + " was paid with less than is to be returned");
  const auto accounts = return_accounts(tx, keys, order, *legs, back);
  if (!accounts) return base::Unexpected{accounts.error()};
  auto transfers = return_transfers(back.refund_key, *legs, *accounts, CouponShare::ToPromotion, back.now);
  const auto quota = returned_quota(tx, order, back);
  if (!quota) return base::Unexpected{quota.error()};
  if (*quota) transfers.push_back(**quota);
  if (!record_transfers(tx, transfers)) {
    return return_defect("the payment of order " + order_no(order) + " does not fit the ledger");
  }
  return {};
}

}  // namespace sluice::commerce
