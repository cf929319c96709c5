#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/bills/bill_store.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/customer_actions/handlers.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/ledger/ledger.h"
#include "control/commerce/orders/order_store.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;
using identity::StoredAccount;

// The account and the one that is to pay for it: two customers.
struct Parties {
  StoredAccount account, payer;
};
base::Result<Parties, api::Error> find_parties(Transaction& tx, const api::Action& action,
                                               std::string_view account_id, std::string_view parameter,
                                               std::string_view payer_id) {
  const auto account = find_account(tx, account_id), payer = find_account(tx, payer_id);
  if (!account) return refuse(action, "AccountNotFound", fmt::format("there is no account {}", account_id));
  if (!payer) return refuse(action, "AccountNotFound", fmt::format("there is no account {}", payer_id));
  if (account->key == payer->key) {
    return invalid(action, parameter, "received the account itself; accepted: another one");
  }
  for (const StoredAccount* const each : {&*account, &*payer}) {
    if (!find_customer(tx, each->key)) {
      return refuse(action, "CustomerNotFound",
                    fmt::format("{} has no commercial record", each->account_id.get()));
    }
  }
  return Parties{*account, *payer};
}

// --- trusteeship

std::optional<std::string> why_not_settled(Transaction& tx, int64_t child_key, base::WallTime now) {
  if (is_in_arrears(tx, child_key, now)) return "a bill of the account is overdue";
  if (count_open_orders(tx, child_key, now) > 0) return "an order of the account is not finished";
  if (has_pending_change(tx, child_key)) {
    return "a host subscription of the account is upgraded for a while or waits for a change";
  }
  return std::nullopt;
}

std::optional<std::string> why_no_parent(Transaction& tx, const Parties& parties) {
  const auto above = find_payers(tx, parties.payer.key).trusteeship;
  if (above && above->state == TrusteeshipState::Active) return "a parent pays for it, too";
  if (is_trustee(tx, parties.account.key)) return "the account is a parent itself";
  return std::nullopt;
}

std::string possible_after(TrusteeshipState from) {
  std::string possible;
  for (const auto to : {TrusteeshipState::Invited, TrusteeshipState::Changing, TrusteeshipState::Active,
                        TrusteeshipState::Dissolved}) {
    if (may_become(from, to)) possible.append(possible.empty() ? "" : ", ").append(to_text(to));
  }
  return possible;
}

// --- quota: a memo in the ledger, from the partner's pool to the end user's cap

AccountName cap_of(const StoredAccount& end_user, std::string_view currency) {
  return {AccountKind::Quota, end_user.account_id.get(), quota_ledger(currency)};
}

Minor left_of(Transaction& tx, const StoredAccount& end_user, std::string_view currency) {
  const auto quota = find_ledger_account(tx, cap_of(end_user, currency));
  return quota ? available(*quota) : 0;
}

// So much more; below zero, so much less. At most what is left can be taken back.
void grant(Transaction& tx, storage::KeySource& keys, const StoredAccount& end_user,
           const FundAccount& reseller, std::string_view currency, Minor amount, base::WallTime now) {
  const int64_t cap = open_ledger_account(tx, cap_of(end_user, currency), keys.next());
  const int64_t pool =
      open_ledger_account(tx, {AccountKind::QuotaPool, reseller.id, quota_ledger(currency)}, keys.next());
  if (amount == 0) return;
  const Transfer transfer{.id = {keys.next(), 1, 1},
                          .debit_key = amount > 0 ? pool : cap,
                          .credit_key = amount > 0 ? cap : pool,
                          .amount = amount > 0 ? amount : -amount,
                          .created = now};
  if (!record_transfers(tx, {&transfer, 1})) {
    throw storage::EngineError(storage::EngineError::Kind::Defect, "a quota does not fit the ledger");
  }
}

void take_all_back(Transaction& tx, storage::KeySource& keys, const StoredAccount& end_user,
                   const ResellerRelation& relation, base::WallTime now) {
  const Minor left = left_of(tx, end_user, relation.currency);
  // Without a fund account of the reseller's any more, the pool is where the cap came from all the same.
  const auto fund = find_fund_account(tx, relation.reseller_key);
  const FundAccount pool{.id = fund ? fund->id : "fa-" + account_id_of(tx, relation.reseller_key)};
  grant(tx, keys, end_user, pool, relation.currency, -left, now);
}

}  // namespace

Answer set_pay_relation(Transaction& tx, const Call& call, const api::SetPayRelation& request) {
  const api::Action& action = api::SetPayRelation::declaration;
  const auto parties =
      find_parties(tx, action, request.account_id, "PayerAccountId", request.payer_account_id);
  if (!parties) return base::Unexpected{parties.error()};
  PayRelation relation{
      .account_key = parties->account.key, .payer_key = parties->payer.key, .from = call.now};
  if (request.from_time) relation.from = *base::parse_iso8601(*request.from_time);
  if (request.to_time) relation.to = base::parse_iso8601(*request.to_time);
  if (relation.to && *relation.to <= relation.from) {
    return invalid(action, "ToTime",
                   fmt::format("received {}; accepted: a time after {}", *request.to_time,
                               base::format_iso8601(relation.from)));
  }
  put_pay_relation(tx, relation);
  return json::Value::object();
}

Answer remove_pay_relation(Transaction& tx, const Call&, const api::RemovePayRelation& request) {
  const api::Action& action = api::RemovePayRelation::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (!delete_pay_relation(tx, account->key)) return refuse(action, "RelationNotFound");
  return json::Value::object();
}

Answer set_trusteeship(Transaction& tx, const Call& call, const api::SetTrusteeship& request) {
  const api::Action& action = api::SetTrusteeship::declaration;
  const auto parties =
      find_parties(tx, action, request.account_id, "ParentAccountId", request.parent_account_id);
  if (!parties) return base::Unexpected{parties.error()};
  const int64_t child_key = parties->account.key;
  const Payers payers = find_payers(tx, child_key);
  const Trusteeship before = payers.trusteeship.value_or(Trusteeship{
      .child_key = child_key, .parent_key = 0, .state = TrusteeshipState::Dissolved, .version = 0});
  const TrusteeshipState to = to_trusteeship_state(request.state);
  if (before.state != TrusteeshipState::Dissolved && before.parent_key != parties->payer.key) {
    return refuse(action, "RelationConflict",
                  fmt::format("the trusteeship of {} is {}; it has to be dissolved first",
                              account_id_of(tx, before.parent_key), to_text(before.state)));
  }
  if (!may_become(before.state, to)) {
    return refuse(action, "IncorrectTrusteeshipState",
                  fmt::format("it is {} and was to be {}; possible now: {}", to_text(before.state),
                              to_text(to), possible_after(before.state)));
  }
  const bool is_made = to == TrusteeshipState::Active;
  const bool is_ended = to == TrusteeshipState::Dissolved && before.state != TrusteeshipState::Invited;
  if (is_made || is_ended) {
    if (const auto why = why_not_settled(tx, child_key, call.now)) {
      return refuse(action, "IncorrectTrusteeshipState", *why);
    }
  }
  if (is_made) {
    if (payers.reseller) return refuse(action, "RelationConflict", "a reseller pays for the account");
    if (const auto why = why_no_parent(tx, *parties)) return invalid(action, "ParentAccountId", *why);
  }
  const Trusteeship now{
      .child_key = child_key, .parent_key = parties->payer.key, .state = to, .version = before.version + 1};
  put_trusteeship(tx, now);
  return json::Value{{"State", to_text(now.state)}, {"Version", now.version}};
}

Answer set_reseller_relation(const CustomerActions& actions, Transaction& tx, const Call& call,
                             const api::SetResellerRelation& request) {
  const api::Action& action = api::SetResellerRelation::declaration;
  const auto currency = read_currency(action, "Currency", request.currency);
  if (!currency) return base::Unexpected{currency.error()};
  const auto limit = read_amount(action, "QuotaLimit", request.quota_limit, **currency, 0);
  if (!limit) return base::Unexpected{limit.error()};
  const auto parties =
      find_parties(tx, action, request.account_id, "ResellerAccountId", request.reseller_account_id);
  if (!parties) return base::Unexpected{parties.error()};
  const auto fund = find_fund_account(tx, parties->payer.key);
  if (!fund) return refuse(action, "FundAccountNotFound", "the reseller has none to pay with");
  const StoredAccount& end_user = parties->account;
  const Payers payers = find_payers(tx, end_user.key);
  if (payers.trusteeship && payers.trusteeship->state == TrusteeshipState::Active) {
    return refuse(action, "RelationConflict", "a parent pays for the account");
  }
  storage::KeySource& keys = actions.environment.keys;
  Minor granted = 0;
  if (const auto& before = payers.reseller) {
    if (before->reseller_key == parties->payer.key && before->currency == request.currency) {
      granted = before->quota_limit;
    } else {
      take_all_back(tx, keys, end_user, *before, call.now);
    }
  }
  const Minor spent = granted - (granted == 0 ? 0 : left_of(tx, end_user, request.currency));
  if (*limit < spent) {
    return invalid(action, "QuotaLimit",
                   fmt::format("received {}; accepted: from the {} on that are spent", request.quota_limit,
                               format_amount(spent, **currency)));
  }
  grant(tx, keys, end_user, *fund, request.currency, *limit - granted, call.now);
  put_reseller_relation(tx, {.end_user_key = end_user.key,
                             .reseller_key = parties->payer.key,
                             .currency = request.currency,
                             .quota_limit = *limit,
                             .by_url = request.mode == "URL",
                             .frozen = request.status == "FROZEN"});
  return json::Value::object();
}

Answer remove_reseller_relation(const CustomerActions& actions, Transaction& tx, const Call& call,
                                const api::RemoveResellerRelation& request) {
  const api::Action& action = api::RemoveResellerRelation::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  const auto relation = find_payers(tx, account->key).reseller;
  if (!relation) return refuse(action, "RelationNotFound");
  take_all_back(tx, actions.environment.keys, *account, *relation, call.now);
  delete_reseller_relation(tx, account->key);
  return json::Value::object();
}

}  // namespace sluice::commerce
