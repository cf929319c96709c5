#include "control/commerce/refunds/check_refund.h"

#include <algorithm>

#include "control/commerce/hosts/check_host.h"
#include "control/commerce/money/amount.h"

namespace sluice::commerce {

using api::OrderError;

namespace {

base::Unexpected<Refusal> no(OrderError error, std::string hint = {}) {
  return base::Unexpected{Refusal{.error = error, .subject = {}, .hint = std::move(hint)}};
}

std::string print_in(Minor amount, const std::string& currency) {
  const Currency* const known = find_currency(currency);
  return known == nullptr ? std::to_string(amount) : format_amount(amount, *known);
}

std::optional<Refusal> check_state(const RefundFacts& facts) {
  if (facts.now < facts.host.locked_until) {
    return Refusal{.error = OrderError::SystemConcurrentOperate,
                   .subject = {},
                   .hint = "another operation works on " + facts.host.id};
  }
  if (!facts.type_allowed) {
    return Refusal{.error = OrderError::SystemUnSupportOperationType,
                   .subject = {},
                   .hint = "the commodity's OrderTypes do not contain Refund"};
  }
  std::vector<Order> others = facts.open_orders;
  std::erase_if(others, [&](const Order& order) { return facts.paid && order.key == facts.paid->order.key; });
  if (auto refusal = check_orders_of_host(others)) return refusal;
  if (facts.has_unsettled_bill) {
    return Refusal{.error = OrderError::OrderInstHasUnsettledBills, .subject = {}, .hint = {}};
  }
  return std::nullopt;
}

bool is_settled(const HostInstance& host) {
  return (host.status == HostStatus::Normal || host.status == HostStatus::Locked) &&
         host.change == HostChange::None;
}

// All of what is left, and the line ends.
RefundDecision all_of(const PaidOrder& paid, RefundDecision::Way way) {
  RefundDecision decision{.way = way, .amount = paid.paid - paid.refunded, .line = paid.line};
  if (decision.line) decision.line->state = LineState::Cancelled;
  return decision;
}

base::Result<RefundDecision, Refusal> part_of(const PaidOrder& paid, Minor amount, base::WallTime now) {
  const Minor left = paid.paid - paid.refunded;
  const std::string& currency = paid.order.currency;
  if (amount > left) {
    return no(OrderError::PayRefundFailed, "received " + print_in(amount, currency) + "; " +
                                               print_in(left, currency) + " is left of order " +
                                               order_no(paid.order));
  }
  const SubscriptionLine& line = *paid.line;
  const int64_t from = base::to_unix_ms(line.from);
  const int64_t to = base::to_unix_ms(*line.to);
  const int64_t rest = to - std::max(from, base::to_unix_ms(now));
  const Minor unused = share_of(left, rest, to - from).value_or(0);
  if (amount > unused) {
    return no(OrderError::RefundRefundParamInvalid, "received Amount " + print_in(amount, currency) +
                                                        "; accepted: at most " + print_in(unused, currency) +
                                                        ", the price of the time to come");
  }
  RefundDecision decision{.amount = amount, .line = line};
  const int64_t returned = share_of(to - from, amount, left).value_or(rest);
  decision.line->to = base::from_unix_ms(to - std::min(returned, rest));
  if (amount == unused || returned >= rest) decision.line->state = LineState::Cancelled;
  return decision;
}

}  // namespace

std::string_view to_text(RefundType type) {
  return type == RefundType::NoReason ? "NO_REASON_5D" : "PARTIAL";
}

std::optional<RefundType> parse_refund_type(std::string_view text) {
  for (const RefundType type : {RefundType::NoReason, RefundType::Partial}) {
    if (text == to_text(type)) return type;
  }
  return std::nullopt;
}

base::Result<RefundDecision, Refusal> check_refund(const RefundFacts& facts, RefundType type, Minor amount) {
  if (auto refusal = check_state(facts)) return base::Unexpected{*std::move(refusal)};
  if (!facts.paid) {
    return no(OrderError::RefundRefundNoValidProd, "nothing paid is left of " + facts.host.id);
  }
  const PaidOrder& paid = *facts.paid;
  // Money that is only set aside may be for time that is not there yet.
  const bool is_for_later = !paid.line && paid.order.state == OrderState::Authorised;
  if (!is_for_later && (!paid.line || !paid.line->to || *paid.line->to <= facts.now)) {
    return no(OrderError::RefundRefundNoValidProd,
              "the time that order " + order_no(paid.order) + " has paid is over, or has no end");
  }
  if (type == RefundType::NoReason) {
    if (facts.right_used) return no(OrderError::PayForbiddenNoReasonFefund, "once a year and product");
    if (facts.now > paid.order.created + no_reason_days) {
      return no(OrderError::PayForbiddenNoReasonFefund, "the order is older than five days");
    }
  }
  if (!is_settled(facts.host)) {
    return no(OrderError::SystemCanRefundCheckFailed,
              facts.host.id + " is " + std::string(to_text(facts.host.status)) + ", its change " +
                  std::string(to_text(facts.host.change)) + "; accepted: NORMAL or LOCKED, NONE");
  }
  if (paid.order.state == OrderState::Authorised) {
    if (type == RefundType::Partial && amount != paid.paid) {
      return no(OrderError::PayPartRefundNotSupport,
                "accepted: all of " + print_in(paid.paid, paid.order.currency));
    }
    return all_of(paid, RefundDecision::Way::LetGo);
  }
  if (type == RefundType::NoReason) return all_of(paid, RefundDecision::Way::GiveBack);
  return part_of(paid, amount, facts.now);
}

}  // namespace sluice::commerce
