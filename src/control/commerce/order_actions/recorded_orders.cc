#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/customer/customer_store.h"
#include "control/commerce/customer/payer.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/order_actions/handlers.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/pipeline/go_on.h"
#include "control/commerce/pipeline/move_order.h"
#include "control/commerce/refusal/hint.h"
#include "control/identity/caller.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;

// How an order ends that the operator ends: by its state, which says all that is known.
std::string_view outcome_of(OrderState state) {
  if (state == OrderState::Completed) return "SUCCESS";
  return has_ended(state) ? to_text(state) : std::string_view();
}

// Once it is paid: what it was placed after cannot be paid any more.
bool is_paid(OrderState state) {
  return shown_state(state) == shown_state(OrderState::Authorised);
}

std::string possible_after(OrderState from) {
  std::string possible;
  for (int to = 0; to <= static_cast<int>(OrderState::Failed); ++to) {
    const auto state = static_cast<OrderState>(to);
    if (may_become(from, state)) possible.append(possible.empty() ? "" : ", ").append(to_text(state));
  }
  return possible.empty() ? "none" : possible;
}

json::Value to_json(Transaction& tx, const Order& order) {
  const Currency* const currency = find_currency(order.currency);
  const auto print = [&](Minor amount) {
    return currency == nullptr ? std::to_string(amount) : format_amount(amount, *currency);
  };
  const auto host = find_host(tx, order.host_key);
  return {{"OrderId", order_no(order)},
          {"AccountId", account_id_of(tx, order.account_key)},
          {"PayerAccountId", account_id_of(tx, order.payer_key)},
          {"OrderType", to_text(order.type)},
          {"Commodity", order.commodity},
          {"HostId", host ? host->id : ""},
          {"EnsRegionId", order.ens_region_id},
          {"LoadBalancerSpec", order.spec},
          {"Currency", order.currency},
          {"Amount", print(order.payable)},
          {"DepositLeft", print(order.deposit_left)},
          {"PayUntilTime", order.pay_until ? base::format_iso8601(*order.pay_until) : ""},
          {"State", to_text(order.state)},
          {"Outcome", order.outcome},
          {"ResourceId", order.resource_id},
          {"CreationTime", base::format_iso8601(order.created)}};
}

}  // namespace

Answer record_order(const Engine& engine, Transaction& tx, const Call& call,
                    const api::RecordOrder& request) {
  const api::Action& action = api::RecordOrder::declaration;
  const auto currency = read_currency(action, "Currency", request.currency);
  if (!currency) return base::Unexpected{currency.error()};
  const auto amount = read_amount(action, "Amount", request.amount, **currency, 0);
  if (!amount) return base::Unexpected{amount.error()};
  if (engine.terms.at(tx)->find_commodity(request.commodity) == nullptr) {
    return invalid(action, "Commodity",
                   fmt::format("received {}; accepted: the code of a commodity", shown(request.commodity)));
  }
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  if (!find_customer(tx, account->key)) return refuse(action, "CustomerNotFound");
  const Payers payers = find_payers(tx, account->key);
  const bool is_child = payers.trusteeship && payers.trusteeship->state == TrusteeshipState::Active;
  Order order{.key = engine.keys.next(),
              .account_key = account->key,
              .actor = identity::arn_of(call.caller),
              .type = *parse_order_type(request.order_type),
              .commodity = request.commodity,
              .ens_region_id = request.ens_region_id.value_or(""),
              .spec = request.load_balancer_spec.value_or(""),
              .currency = request.currency,
              .payable = *amount,
              .payer_key = payer_of(account->key, payers),
              .relation_version = is_child ? payers.trusteeship->version : 0,
              .state = to_order_state(request.state),
              .created = call.now};
  if (request.trusteeship_version) order.relation_version = *request.trusteeship_version;
  order.outcome = outcome_of(order.state);
  if (request.pay_until_time) order.pay_until = base::parse_iso8601(*request.pay_until_time);
  if (request.host_id) {
    const auto host = find_host(tx, account->key, *request.host_id);
    if (!host) return refuse(action, "HostInstanceNotFound");
    order.host_key = host->key;
  }
  insert_order(tx, order);
  if (is_paid(order.state)) void_earlier_orders(tx, order, call.now);
  return json::Value{{"OrderId", order_no(order)}};
}

Answer advance_order(const Engine& engine, Transaction& tx, const Call& call,
                     const api::AdvanceOrder& request) {
  const api::Action& action = api::AdvanceOrder::declaration;
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(action, "AccountNotFound");
  auto order = find_order(tx, account->key, read_key(request.order_id));
  if (!order) return refuse(action, "OrderNotFound");
  const OrderState to = to_order_state(request.state);
  const OrderState from = order->state;
  if (is_under_way(tx, order->key)) {
    return refuse(action, "IncorrectOrderState",
                  fmt::format("it is {} and its payment provider has not answered yet; it ends by itself",
                              to_text(from)));
  }
  if (!move_order(tx, engine.keys, *order, to, outcome_of(to), call.now)) {
    return refuse(action, "IncorrectOrderState",
                  fmt::format("it is {} and was to be {}; possible now: {}", to_text(from), to_text(to),
                              possible_after(from)));
  }
  return json::Value::object();
}

Answer describe_orders(Transaction& tx, const Call&, const api::DescribeOrders& request) {
  const auto account = find_account(tx, request.account_id);
  if (!account) return refuse(api::DescribeOrders::declaration, "AccountNotFound");
  storage::Where where;
  where.equals("o.account_key", account->key);
  if (request.order_id) where.equals("o.key", read_key(*request.order_id));
  where.equals_if_sent("o.state", request.state);
  json::Value list = json::Value::array();
  for (const Order& order : list_orders(tx, where, {request.page_number, request.page_size})) {
    list.push_back(to_json(tx, order));
  }
  return json::Value{{"TotalCount", count_orders(tx, where)},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"Orders", std::move(list)}};
}

}  // namespace sluice::commerce
