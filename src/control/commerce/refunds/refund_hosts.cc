#include "control/commerce/refunds/refund_hosts.h"

#include <algorithm>
#include <set>

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/customer/may_order.h"
#include "control/commerce/funding/transfers.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/pipeline/give_back.h"
#include "control/commerce/pipeline/move_order.h"
#include "control/commerce/refunds/refund_store.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

base::Unexpected<Refusal> refused(OrderError error, std::string hint) {
  return base::Unexpected{Refusal{.error = error, .subject = {}, .hint = std::move(hint)}};
}

base::Result<RefundType, Refusal> read_type(const RefundRequest& request) {
  constexpr OrderError invalid = OrderError::RefundRefundParamInvalid;
  const auto type = parse_refund_type(request.type);
  if (!type) {
    return refused(invalid,
                   "received RefundType " + shown(request.type) + "; accepted: NO_REASON_5D, PARTIAL");
  }
  if (request.amount && *type != RefundType::Partial) {
    return refused(invalid, "received Amount; accepted: with RefundType PARTIAL only");
  }
  if (*type == RefundType::Partial && (!request.amount || request.host_ids.size() != 1)) {
    return refused(invalid, "RefundType PARTIAL takes an Amount, of one instance");
  }
  const std::set<std::string> names(request.host_ids.begin(), request.host_ids.end());
  if (names.empty() || names.size() != request.host_ids.size()) {
    return refused(invalid, "received InstanceIds; accepted: at least one, each once");
  }
  return *type;
}

std::optional<Refusal> check_account(storage::Transaction& tx, const Terms& terms, const Buyer& buyer) {
  const auto customer = find_customer(tx, buyer.account_key);
  return check_may_order(
      {.customer = customer ? &*customer : nullptr, .commerce_denied = buyer.commerce_denied},
      terms.platform);
}

base::Result<std::vector<HostInstance>, Refusal> find_hosts(storage::Transaction& tx,
                                                            const RefundRequest& request) {
  std::vector<HostInstance> hosts;
  for (const std::string& id : request.host_ids) {
    auto host = find_host(tx, request.buyer.account_key, id);
    if (!host) return refused(OrderError::RefundRefundInstanceNotFound, "received " + shown(id));
    hosts.push_back(*std::move(host));
  }
  for (const HostInstance& host : hosts) {
    if (host.status != HostStatus::Released) continue;
    return refused(
        hosts.size() == 1 ? OrderError::ProductInstanceReleased : OrderError::OrderExistsReleasedInstances,
        host.id + " is released");
  }
  return hosts;
}

std::optional<Refusal> check_channels(const std::vector<RefundFacts>& all) {
  const PaidOrder* first = nullptr;
  for (const RefundFacts& facts : all) {
    if (!facts.paid) continue;
    if (first == nullptr) first = &*facts.paid;
    if (facts.paid->channel == first->channel) continue;
    return Refusal{.error = OrderError::PayQueryPayChangeChannelNotEqual,
                   .subject = {},
                   .hint = "the orders " + order_no(first->order) + " and " + order_no(facts.paid->order) +
                           " were paid through different channels; refund them one by one"};
  }
  return std::nullopt;
}

// Of one that is not above zero, or no amount of the currency, nothing.
base::Result<Minor, Refusal> read_refund_amount(const RefundRequest& request, const RefundFacts& facts) {
  if (!request.amount || !facts.paid) return Minor{0};
  const Currency* const currency = find_currency(facts.paid->order.currency);
  const auto amount = currency == nullptr ? std::nullopt : parse_amount(*request.amount, *currency);
  if (amount && *amount > 0) return *amount;
  return refused(OrderError::RefundRefundParamInvalid, "received Amount " + shown(*request.amount) +
                                                           "; accepted: above zero, in " +
                                                           facts.paid->order.currency);
}

// The line as decided; a host that is entitled to nothing any more is released.
void end_time(storage::Transaction& tx, HostInstance host, const SubscriptionLine& line, base::WallTime now) {
  update_line(tx, line);
  const auto lines = list_lines(tx, host.key);
  const bool is_entitled = std::ranges::any_of(lines, [&](const SubscriptionLine& other) {
    return (other.kind == LineKind::Base || other.kind == LineKind::Renewal) &&
           (in_effect(other, now) || yet_to_come(other, now));
  });
  if (is_entitled) return;
  host.status = HostStatus::Released;
  update_host(tx, host);
}

base::Result<std::optional<Order>, Refusal> return_money(storage::Transaction& tx, const Engine& engine,
                                                         const RefundRequest& request, RefundType type,
                                                         PaidOrder paid, const RefundDecision& decision) {
  const auto defect = [](const Order& order) {
    return refused(OrderError::SystemSystemError, "order " + order_no(order) + " is not where it was");
  };
  if (decision.way == RefundDecision::Way::LetGo) {
    for (const OrderState to : {OrderState::Compensating, OrderState::Failed}) {
      if (!move_order(tx, engine.keys, paid.order, to, "REFUNDED", request.now)) return defect(paid.order);
    }
    return std::optional<Order>();
  }
  const auto earned = read_transfers(tx, paid.order.key, earn_step);
  if (earned.empty()) return defect(paid.order);
  Order refund{.key = engine.keys.next(),
               .account_key = request.buyer.account_key,
               .actor = request.buyer.actor,
               .type = OrderType::Refund,
               .commodity = paid.order.commodity,
               .host_key = paid.order.host_key,
               .spec = paid.order.spec,
               .quote = refund_quote(paid.order, type),
               .currency = paid.order.currency,
               .payable = decision.amount,
               .payer_key = paid.order.payer_key,
               .state = OrderState::Completed,
               .outcome = "SUCCESS",
               .created = request.now};
  insert_order(tx, refund);
  const auto returned = give_back(tx, engine.keys, paid.order,
                                  {.refund_key = refund.key,
                                   .from_key = earned.front().credit_key,
                                   .returned_before = paid.refunded,
                                   .amount = decision.amount,
                                   .now = request.now});
  if (!returned) return base::Unexpected{returned.error()};
  return std::optional<Order>(std::move(refund));
}

}  // namespace

base::Result<std::vector<Refunded>, Refusal> refund_hosts(storage::Transaction& tx, const Engine& engine,
                                                          const RefundRequest& request) {
  const auto terms = engine.terms.at(tx);
  if (auto refusal = check_account(tx, *terms, request.buyer)) return base::Unexpected{*std::move(refusal)};
  const auto type = read_type(request);
  if (!type) return base::Unexpected{type.error()};
  const auto hosts = find_hosts(tx, request);
  if (!hosts) return base::Unexpected{hosts.error()};
  std::vector<RefundFacts> all;
  for (const HostInstance& host : *hosts) all.push_back(read_refund_facts(tx, host, *terms, request.now));
  if (auto refusal = check_channels(all)) return base::Unexpected{*std::move(refusal)};
  std::vector<Refunded> done;
  for (RefundFacts& facts : all) {
    const auto amount = read_refund_amount(request, facts);
    if (!amount) return base::Unexpected{amount.error()};
    const auto decision = check_refund(facts, *type, *amount);
    if (!decision) return base::Unexpected{decision.error()};
    if (auto refusal = check_quota_units(tx, facts.paid->order)) return base::Unexpected{*std::move(refusal)};
    auto refund = return_money(tx, engine, request, *type, *facts.paid, *decision);
    if (!refund) return base::Unexpected{refund.error()};
    if (decision->line) end_time(tx, facts.host, *decision->line, request.now);
    done.push_back({.host_id = facts.host.id,
                    .order = std::move(facts.paid->order),
                    .refund = *std::move(refund),
                    .amount = decision->amount});
  }
  return done;
}

}  // namespace sluice::commerce
