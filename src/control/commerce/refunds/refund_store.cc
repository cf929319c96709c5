#include "control/commerce/refunds/refund_store.h"

#include <algorithm>

#include "control/commerce/bills/bill_store.h"
#include "control/commerce/funding/read_funding.h"
#include "control/commerce/hosts/host_store.h"
#include "control/commerce/orders/order_store.h"
#include "platform/json/json.h"

namespace sluice::commerce {
namespace {

// Creates make balancers, whose deposits end with them: they are told by what they made, and where. What was
// bought of the host's own time made nothing else.
std::vector<Order> list_paid_orders(storage::Transaction& tx, const HostInstance& host) {
  storage::Where where;
  where.equals("o.account_key", host.account_key);
  where.equals("o.host_key", host.key);
  where.holds(
      "o.type IN ('Buy', 'Renew') AND o.state IN ('AUTHORISED', 'COMPLETED') AND o.resource_id IN ('', ?) "
      "AND "
      "o.ens_region_id = ''",
      {host.id});
  return list_orders(tx, where, {1, paid_orders_max});
}

Minor refunded_of(storage::Transaction& tx, const Order& order) {
  Minor refunded = 0;
  tx.query(
      "SELECT COALESCE(SUM(payable), 0) FROM orders WHERE account_key = ? AND type = 'Refund' AND host_key = "
      "? "
      "AND json_extract(quote, '$.RefundOf') = ?",
      {order.account_key, order.host_key, order_no(order)},
      [&](const storage::Row& row) { refunded = row.integer(0); });
  return refunded;
}

// The order's own line. Of an order that made none it is the newest that was put there by hand: a purchase
// pays a base line, a renewal one of renewal. Never one that another order has paid.
std::optional<SubscriptionLine> line_of(const Order& order, const std::vector<SubscriptionLine>& lines) {
  const LineKind kind = order.type == OrderType::Renew ? LineKind::Renewal : LineKind::Base;
  std::optional<SubscriptionLine> by_hand;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (line->state == LineState::Cancelled) continue;
    if (line->order_key == order.key) return *line;
    if (line->order_key == 0 && line->kind == kind && !by_hand) by_hand = *line;
  }
  return by_hand;
}

std::optional<PaidOrder> find_paid_order(storage::Transaction& tx, const HostInstance& host) {
  for (Order& order : list_paid_orders(tx, host)) {
    const FundingPlan plan = read_funding(tx, order.key);
    const Minor paid = total_of(plan.legs);
    const Minor refunded = refunded_of(tx, order);
    if (refunded >= paid) continue;
    PaidOrder found{.order = std::move(order), .paid = paid, .refunded = refunded};
    if (const FundingLeg* const external = find_external(plan)) found.channel = external->source;
    found.line = line_of(found.order, list_lines(tx, host.key));
    return found;
  }
  return std::nullopt;
}

bool has_used_right(storage::Transaction& tx, int64_t account_key,
                    const std::vector<std::string>& commodities, base::WallTime now) {
  storage::Where where;
  where.equals("o.account_key", account_key);
  where.is_one_of_if_sent("o.commodity", commodities);
  where.holds("o.type = 'Refund' AND json_extract(o.quote, '$.RefundType') = ? AND o.created_ms > ?",
              {to_text(RefundType::NoReason), base::to_unix_ms(now - no_reason_year)});
  return count_orders(tx, where) > 0;
}

// All that are sold as the same product.
std::vector<std::string> of_same_product(const Terms& terms, const std::string& code) {
  std::vector<std::string> codes = {code};
  const Commodity* const known = terms.find_commodity(code);
  for (const auto& [other, commodity] : terms.commodities) {
    if (known != nullptr && other != code && commodity.product == known->product) codes.push_back(other);
  }
  return codes;
}

}  // namespace

RefundFacts read_refund_facts(storage::Transaction& tx, const HostInstance& host, const Terms& terms,
                              base::WallTime now) {
  RefundFacts facts{.host = host,
                    .open_orders = list_open_orders_of_host(tx, host.account_key, host.key, now),
                    .has_unsettled_bill = has_unpaid_bill_for_host(tx, host.account_key, host.key),
                    .paid = find_paid_order(tx, host),
                    .now = now};
  if (!facts.paid) return facts;
  const std::string& code = facts.paid->order.commodity;
  const Commodity* const commodity = terms.find_commodity(code);
  facts.type_allowed = commodity == nullptr || std::ranges::find(commodity->order_types, OrderType::Refund) !=
                                                   commodity->order_types.end();
  facts.right_used = has_used_right(tx, host.account_key, of_same_product(terms, code), now);
  return facts;
}

std::string refund_quote(const Order& refunded, RefundType type) {
  return json::print(json::Value{{"RefundOf", order_no(refunded)}, {"RefundType", to_text(type)}});
}

}  // namespace sluice::commerce
