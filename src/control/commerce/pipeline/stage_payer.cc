#include "control/commerce/bills/bill_store.h"
#include "control/commerce/funding/method_store.h"
#include "control/commerce/outside/ask_available.h"
#include "control/commerce/outside/ask_relation.h"
#include "control/commerce/pipeline/stages.h"
#include "control/commerce/pricing/effective_days.h"

namespace sluice::commerce {
namespace {

// In other orders.
Minor paid_since(storage::Transaction& tx, int64_t payer_key, base::WallTime since, int64_t order_key) {
  Minor total = 0;
  tx.query(
      "SELECT COALESCE(SUM(payable), 0) FROM orders WHERE payer_key = ? AND created_ms >= ? AND payable > 0 "
      "AND type <> 'Refund' "
      "AND state NOT IN ('CREATED', 'UNPAID', 'CANCELLED', 'FAILED') AND key <> ?",
      {payer_key, base::to_unix_ms(since), order_key},
      [&](const storage::Row& row) { total = row.integer(0); });
  return total;
}

// Books of the payer. What a limit does not ask for is not read.
void gather_money(storage::Transaction& tx, Situation& situation) {
  PayerFacts& facts = situation.payer_facts;
  const auto cash = find_ledger_account(tx, {AccountKind::Cash, facts.fund->id, situation.currency});
  facts.has_book = cash.has_value();
  if (!facts.has_book) {
    tx.query("SELECT 1 FROM ledger_accounts WHERE kind = ? AND owner = ? LIMIT 1",
             {to_text(AccountKind::Cash), facts.fund->id},
             [&](const storage::Row&) { facts.has_other_book = true; });
  }
  if (!situation.payers.reseller) return;
  const auto credit = find_ledger_account(tx, {AccountKind::Credit, facts.fund->id, situation.currency});
  facts.money_available =
      (cash ? available(*cash) : 0) +
      (credit && !facts.fund->credit_suspended ? std::max<Minor>(0, available(*credit)) : 0);
  const std::string memo = quota_ledger(situation.currency);
  const auto quota = find_ledger_account(tx, {AccountKind::Quota, situation.purchase.buyer.account_id, memo});
  const auto pool = find_ledger_account(tx, {AccountKind::QuotaPool, facts.fund->id, memo});
  if (!quota || !pool) return;
  facts.quota_available = available(*quota);
  situation.quota = QuotaAccounts{.quota_key = quota->key, .pool_key = pool->key};
}

int64_t version_of(const std::optional<Trusteeship>& trusteeship) {
  return trusteeship && trusteeship->state == TrusteeshipState::Active ? trusteeship->version : 0;
}

// Asked a second time: what the order began with may have changed, and then nobody pays for it.
void ask_relation_again(Situation& situation) {
  if (situation.relation_unheard) return;
  const Purchase& purchase = situation.purchase;
  const auto told = ask_relation(*purchase.outside, purchase.buyer.account_id, RelationMoment::Payment);
  if (!told) return;
  if (!*told) {
    situation.relation_unheard = told->error();
    return;
  }
  auto& trusteeship = situation.payers.trusteeship;
  auto& began_with = situation.payer_facts.relation_version;
  if (!began_with) began_with = version_of(trusteeship);
  if ((*told)->status == RelationAnswer::Status::None) {
    trusteeship.reset();
    return;
  }
  if (!trusteeship) trusteeship = Trusteeship{.child_key = purchase.buyer.account_key};
  trusteeship->state = (*told)->status == RelationAnswer::Status::Active ? TrusteeshipState::Active
                                                                         : TrusteeshipState::Changing;
  trusteeship->version = (*told)->version;
}

// What the provider of funds says of one of them.
OutsideAnswer<Minor> available_outside(const Situation& situation, AvailableQuestion::Holder holder) {
  return ask_available(*situation.purchase.outside, {.holder = holder,
                                                     .account = situation.purchase.buyer.account_id,
                                                     .fund_account = situation.payer_facts.fund->id,
                                                     .currency = situation.currency});
}

// Money that is elsewhere is spent only as far as it is there; what is kept here bounds it as well. Cards and
// agreements have providers of their own.
void ask_about_funds(Situation& situation) {
  PayerFacts& facts = situation.payer_facts;
  const bool has_quota = situation.payers.reseller.has_value();
  if (facts.payable == 0 || (!has_quota && facts.fund->pay_mode != PayMode::Balance)) return;
  const auto money = available_outside(situation, AvailableQuestion::Holder::Payer);
  if (money && !*money) facts.money_unheard = money->error();
  if (money && *money) {
    facts.money_elsewhere = **money;
    facts.money_available = std::min(facts.money_available, **money);
  }
  if (!has_quota) return;
  const auto quota = available_outside(situation, AvailableQuestion::Holder::EndUser);
  if (quota && !*quota) facts.quota_unheard = quota->error();
  if (quota && *quota && facts.quota_available) {
    facts.quota_available = std::min(*facts.quota_available, **quota);
  }
}

void gather_payer(storage::Transaction& tx, Product&, Situation& situation) {
  if (situation.purchase.asks(providers::Seam::Relation)) ask_relation_again(situation);
  PayerFacts& facts = situation.payer_facts;
  facts.customer = &*situation.customer;
  facts.payers = &situation.payers;
  facts.payable = situation.payable;
  facts.modes_accepted = situation.commodity->pay_modes;
  facts.now = situation.purchase.now;
  if (!facts.fund) return;
  const int64_t payer_key = facts.fund->account_key;
  const bool pays_for_another = payer_key != situation.purchase.buyer.account_key;
  if (situation.payable > 0 || pays_for_another) gather_money(tx, situation);
  if (situation.purchase.asks(providers::Seam::Funds)) ask_about_funds(situation);
  const PaymentLimits& limits = facts.fund->limits;
  if (limits.per_day)
    facts.paid_today = paid_since(tx, payer_key, start_of_billing_day(facts.now), situation.keys.order);
  if (limits.per_month)
    facts.paid_this_month =
        paid_since(tx, payer_key, start_of(billing_month_of(facts.now)), situation.keys.order);
  if (limits.unsecured) {
    facts.owed_unsecured = unpaid_amount(tx, payer_key, situation.currency);
    for (const PaymentMethod& method : list_methods(tx, payer_key)) {
      facts.has_default_method = facts.has_default_method || is_usable(method, facts.now);
    }
  }
}

std::optional<Refusal> decide_payer(Situation& situation) {
  if (situation.relation_unheard) return situation.relation_unheard;
  return check_payer(situation.payer_facts, situation.terms.platform);
}

}  // namespace

const Stage payer_stage{"S15", "payer", "risk rules and sources of money belong to whoever pays",
                        gather_payer, decide_payer};

}  // namespace sluice::commerce
