#include "control/commerce/funding/read_funding.h"

#include "control/commerce/funding/card_store.h"
#include "control/commerce/funding/coupon_store.h"
#include "control/commerce/funding/method_store.h"
#include "control/commerce/funding/transfers.h"

namespace sluice::commerce {
namespace {

void read_purses(storage::Transaction& tx, const FundingNeed& need, const FundingParties& parties,
                 FundingSources& sources) {
  tx.query(
      "SELECT key, kind, credit_limit, debits_pending, debits_posted, credits_posted FROM ledger_accounts "
      "WHERE kind IN (?, ?) AND owner = ? AND ledger = ?",
      {to_text(AccountKind::Cash), to_text(AccountKind::Credit), parties.fund_account_id, need.currency},
      [&](const storage::Row& row) {
        const LedgerAccount account{.key = row.integer(0),
                                    .name = {.kind = to_account_kind(row.text(1))},
                                    .credit_limit = row.integer(2),
                                    .debits_pending = row.integer(3),
                                    .debits_posted = row.integer(4),
                                    .credits_posted = row.integer(5)};
        const bool is_cash = account.name.kind == AccountKind::Cash;
        if (!is_cash && parties.credit_suspended) return;
        (is_cash ? sources.cash : sources.credit) = {account.key, available(account)};
      });
}

// Another account's is as good as none.
template <class Entity>
std::optional<Entity> own(std::optional<Entity> found, int64_t account_key) {
  if (found && found->account_key != account_key) return std::nullopt;
  return found;
}

std::optional<SourceKind> source_of(const AccountName& name) {
  switch (name.kind) {
    case AccountKind::Coupon:
      return SourceKind::Coupon;
    case AccountKind::Card:
      return SourceKind::StoredCard;
    case AccountKind::Cash:
      return SourceKind::Cash;
    case AccountKind::Credit:
      return SourceKind::Credit;
    case AccountKind::Channel:
      return source_of(to_method_kind(name.owner));
    default:
      return std::nullopt;
  }
}

int64_t entity_key_of(storage::Transaction& tx, const LedgerAccount& account) {
  if (account.name.kind == AccountKind::Coupon) return find_coupon(tx, account.name.owner)->key;
  if (account.name.kind == AccountKind::Card) return find_card(tx, account.name.owner)->key;
  return 0;
}

}  // namespace

FundingSources read_sources(storage::Transaction& tx, const FundingNeed& need, const FundingParties& parties,
                            const FundingPreference& preference, Minor bills_due) {
  FundingSources sources{.preference = preference, .bills_due = bills_due};
  if (need.payable == 0 && need.open_threshold == 0) return sources;
  read_purses(tx, need, parties, sources);
  if (need.payable == 0) return sources;
  if (!preference.pinned_coupon.empty()) {
    sources.pinned_coupon = own(find_coupon(tx, preference.pinned_coupon), parties.account_key);
  } else if (need.coupon_allowed && preference.auto_use_coupon) {
    sources.coupons = list_coupons_to_plan_with(tx, parties.account_key, need.currency, need.now);
  }
  if (!preference.pinned_card.empty()) {
    sources.pinned_card = own(find_card(tx, preference.pinned_card), parties.account_key);
  }
  sources.cards = list_cards_to_plan_with(tx, parties.account_key, need.currency, need.now);
  sources.methods = list_methods(tx, parties.payer_key);
  return sources;
}

FundingPlan read_funding(storage::Transaction& tx, int64_t order_key) {
  FundingPlan plan;
  for (const Transfer& transfer : read_transfers(tx, order_key, authorise_step)) {
    const auto account = find_ledger_account(tx, transfer.debit_key);
    const auto source = source_of(account->name);
    if (!source) continue;
    plan.legs.push_back({.source = *source,
                         .entity_key = entity_key_of(tx, *account),
                         .ledger_key = account->key,
                         .amount = transfer.amount});
  }
  return plan;
}

}  // namespace sluice::commerce
