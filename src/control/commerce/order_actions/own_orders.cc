#include <fmt/format.h>

#include "control/commerce/arguments/arguments.h"
#include "control/commerce/arguments/buyer.h"
#include "control/commerce/order_actions/billing_answer.h"
#include "control/commerce/order_actions/handlers.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/pipeline/move_order.h"
#include "control/commerce/pipeline/pay_order.h"

namespace sluice::commerce {
namespace {

using actions::refuse;

constexpr std::string_view cancelled_outcome = "CANCELLED";

std::string print(Minor amount, const std::string& currency) {
  const Currency* const known = find_currency(currency);
  return known == nullptr ? std::to_string(amount) : format_amount(amount, *known);
}

json::Value to_json(const Order& order, const Terms& terms, base::WallTime now) {
  const Commodity* const commodity = terms.find_commodity(order.commodity);
  return {{"OrderId", order_no(order)},
          {"ProductCode", commodity == nullptr ? std::string() : commodity->product},
          {"CommodityCode", order.commodity},
          {"OrderType", to_text(order.type)},
          {"PaymentStatus", shown_state(order, now)},
          {"CreateTime", base::format_iso8601(order.created)},
          {"PayUntilTime", order.pay_until ? base::format_iso8601(*order.pay_until) : ""},
          {"Currency", order.currency},
          {"PretaxAmount", print(order.payable, order.currency)},
          {"Region", order.ens_region_id},
          {"Config", order.spec},
          {"Quantity", 1},
          {"InstanceIDs", order.resource_id}};
}

json::Value page_of_orders(const std::vector<Order>& orders, const Terms& terms, base::WallTime now,
                           int64_t total, int64_t page_number, int64_t page_size) {
  json::Value list = json::Value::array();
  for (const Order& order : orders) list.push_back(to_json(order, terms, now));
  return {{"TotalCount", total},
          {"PageNum", page_number},
          {"PageSize", page_size},
          {"OrderList", {{"Order", std::move(list)}}}};
}

// Those whose state is shown like this; unpaid ones that have expired are shown as cancelled.
void where_shown(storage::Where& where, std::string_view status, base::WallTime now) {
  std::string words;
  for (int each = 0; each <= static_cast<int>(OrderState::Failed); ++each) {
    const auto state = static_cast<OrderState>(each);
    if (shown_state(state) != status) continue;
    words.append(words.empty() ? "'" : ", '").append(to_text(state)).append("'");
  }
  const int64_t now_ms = base::to_unix_ms(now);
  const std::string expired = "(o.state = 'UNPAID' AND o.pay_until_ms BETWEEN 1 AND ?)";
  const bool counts_expired = status == shown_state(OrderState::Cancelled);
  where.holds("(o.state IN (" + words + ")" + (counts_expired ? " OR " : ") AND NOT (") + expired + ")",
              {now_ms});
}

}  // namespace

Answer pay_order(const Engine& engine, Transaction& tx, const Call& call, const api::PayOrder& request) {
  const auto paid = pay_order(tx, engine,
                              {.buyer = buyer_of(call),
                               .order_key = read_key(request.order_id),
                               .now = call.now,
                               .received = call.received,
                               .outside = call.consultation.get()});
  if (!paid) return base::Unexpected{to_error(paid.error())};
  return billing_answer({{"OrderId", order_no(*paid)},
                         {"PaymentStatus", shown_state(*paid, call.now)},
                         {"Currency", paid->currency},
                         {"PretaxAmount", print(paid->payable, paid->currency)}});
}

Answer cancel_order(const Engine& engine, Transaction& tx, const Call& call,
                    const api::CancelOrder& request) {
  const api::Action& action = api::CancelOrder::declaration;
  auto order = find_order(tx, call.caller.account_key, read_key(request.order_id));
  if (!order) return refuse(action, "OrderNotFound");
  const OrderState from = order->state;
  // What is being paid may have been paid: whoever pays it knows, and ends it.
  if (from != OrderState::Unpaid ||
      !move_order(tx, engine.keys, *order, OrderState::Cancelled, cancelled_outcome, call.now)) {
    return refuse(action, "IncorrectOrderState",
                  fmt::format("it is {}; accepted: {}", to_text(from), to_text(OrderState::Unpaid)));
  }
  return billing_answer({{"OrderId", order_no(*order)}, {"PaymentStatus", shown_state(*order, call.now)}});
}

Answer get_order_detail(const Engine& engine, Transaction& tx, const Call& call,
                        const api::GetOrderDetail& request) {
  const auto order = find_order(tx, call.caller.account_key, read_key(request.order_id));
  if (!order) return refuse(api::GetOrderDetail::declaration, "OrderNotFound");
  return billing_answer(page_of_orders({*order}, *engine.terms.at(tx), call.now, 1, 1, 1));
}

Answer query_orders(const Engine& engine, Transaction& tx, const Call& call,
                    const api::QueryOrders& request) {
  const auto terms = engine.terms.at(tx);
  storage::Where where;
  where.equals("o.account_key", call.caller.account_key);
  where.equals_if_sent("o.type", request.order_type);
  const auto ms = [](const std::string& text) { return base::to_unix_ms(*base::parse_iso8601(text)); };
  if (request.create_time_start) where.holds("o.created_ms >= ?", {ms(*request.create_time_start)});
  if (request.create_time_end) where.holds("o.created_ms < ?", {ms(*request.create_time_end)});
  if (request.payment_status) where_shown(where, *request.payment_status, call.now);
  std::vector<std::string> of_product;
  if (request.product_code) {
    for (const auto& [code, commodity] : terms->commodities) {
      if (commodity.product == *request.product_code) of_product.push_back(code);
    }
    if (of_product.empty()) where.never();
    where.is_one_of_if_sent("o.commodity", of_product);
  }
  return billing_answer(page_of_orders(list_orders(tx, where, {request.page_num, request.page_size}), *terms,
                                       call.now, count_orders(tx, where), request.page_num,
                                       request.page_size));
}

}  // namespace sluice::commerce
