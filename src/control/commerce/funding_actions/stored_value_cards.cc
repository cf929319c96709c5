#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/funding/card_store.h"
#include "control/commerce/funding_actions/documents.h"
#include "control/commerce/funding_actions/handlers.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;

json::Value to_json(Transaction& tx, const StoredValueCard& card, base::WallTime now) {
  const Currency& currency = *find_currency(card.currency);
  return {{"CardNo", card.no},
          {"AccountId", account_id_of(tx, card.account_key)},
          {"Currency", card.currency},
          {"Amount", format_amount(card.nominal, currency)},
          {"Balance", format_amount(card.balance.posted, currency)},
          {"Held", format_amount(card.balance.held, currency)},
          {"Status", to_text(status_of(card, now))},
          {"FromTime", base::format_iso8601(card.from)},
          {"ToTime", base::format_iso8601(card.to)},
          {"Products", print_product_scope(card.products)},
          {"CreationTime", base::format_iso8601(card.created)}};
}

json::Value told_card(Transaction& tx, std::string_view no, base::WallTime now) {
  return {{"StoredValueCard", to_json(tx, *find_card(tx, no), now)}};
}

// The account of the ledger that pays for a card.
base::Result<int64_t, api::Error> find_source(KeySource& keys, Transaction& tx, const StoredValueCard& card,
                                              const std::optional<std::string>& channel) {
  const api::Action& action = api::SellStoredValueCard::declaration;
  if (channel) return open_ledger_account(tx, {AccountKind::Bank, *channel, card.currency}, keys.next());
  const auto fund = find_fund_account(tx, card.account_key);
  if (!fund) return refuse(action, "FundAccountNotFound");
  const auto cash = find_ledger_account(tx, {AccountKind::Cash, fund->id, card.currency});
  const Minor free = cash && fund->status == FundStatus::Valid ? available(*cash) : 0;
  if (free < card.nominal) {
    return refuse(action, "InsufficientBalance",
                  fmt::format("{} {} are free of the cash of {}, which is {}",
                              format_amount(free, *find_currency(card.currency)), card.currency, fund->id,
                              to_text(fund->status)));
  }
  return cash->key;
}

}  // namespace

Answer sell_card(KeySource& keys, Transaction& tx, const Call& call,
                 const api::SellStoredValueCard& request) {
  const api::Action& action = api::SellStoredValueCard::declaration;
  const auto currency = read_currency(action, "Currency", request.currency);
  if (!currency) return base::Unexpected{currency.error()};
  const auto amount = read_amount(action, "Amount", request.amount, **currency, 1);
  if (!amount) return base::Unexpected{amount.error()};
  const auto period = read_period(action, request.from_time, request.to_time, call.now);
  if (!period) return base::Unexpected{period.error()};
  auto products = parse_product_scope(request.products.value_or("{}"));
  if (!products) return wrong_document(action, "Products", products.error());
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (!find_customer(tx, account->key)) return refuse(action, "CustomerNotFound");
  if (find_card(tx, request.card_no)) return refuse(action, "StoredValueCardAlreadyExists");
  const StoredValueCard card{.key = keys.next(),
                             .no = request.card_no,
                             .account_key = account->key,
                             .ledger_key = keys.next(),
                             .currency = request.currency,
                             .nominal = *amount,
                             .from = period->from,
                             .to = period->to,
                             .products = *std::move(products)};
  const auto source = find_source(keys, tx, card, request.channel);
  if (!source) return base::Unexpected{source.error()};
  if (!issue_card(tx, card, *source, call.now)) {
    return invalid(action, "Amount", "the channel has brought in as much as the ledger can count");
  }
  return told_card(tx, card.no, call.now);
}

Answer modify_card(Transaction& tx, const Call& call, const api::ModifyStoredValueCard& request) {
  const api::Action& action = api::ModifyStoredValueCard::declaration;
  const auto card = find_card(tx, request.card_no);
  if (!card) return refuse(action, "StoredValueCardNotFound");
  if (!set_card_state(tx, card->key, to_card_state(request.status))) {
    return refuse(action, "IncorrectStoredValueCardStatus");
  }
  return told_card(tx, card->no, call.now);
}

Answer cancel_card(KeySource& keys, Transaction& tx, const Call& call,
                   const api::CancelStoredValueCard& request) {
  const api::Action& action = api::CancelStoredValueCard::declaration;
  const auto card = find_card(tx, request.card_no);
  if (!card) return refuse(action, "StoredValueCardNotFound");
  const auto fund = find_fund_account(tx, card->account_key);
  if (!fund) return refuse(action, "FundAccountNotFound", "nowhere can what is left be returned to");
  const int64_t cash = open_ledger_account(tx, {AccountKind::Cash, fund->id, card->currency}, keys.next());
  set_card_state(tx, card->key, CardState::Cancelled);
  if (!take_back(tx, *card, cash, call.now)) {
    throw storage::EngineError(storage::EngineError::Kind::Defect, "a card does not fit the ledger");
  }
  return told_card(tx, card->no, call.now);
}

Answer describe_cards(Transaction& tx, const Call& call, const api::DescribeStoredValueCards& request) {
  storage::Where where;
  where.refers_to_if_sent("c.account_key", "accounts", "account_id", request.account_id);
  where.equals_if_sent("c.card_no", request.card_no);
  json::Value list = json::Value::array();
  for (const StoredValueCard& card : list_cards(tx, where, {request.page_number, request.page_size})) {
    list.push_back(to_json(tx, card, call.now));
  }
  return json::Value{{"TotalCount", count_cards(tx, where)},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"StoredValueCards", std::move(list)}};
}

}  // namespace sluice::commerce
