#include "control/commerce/arguments/buyer.h"
#include "control/commerce/order_actions/billing_answer.h"
#include "control/commerce/order_actions/handlers.h"
#include "control/commerce/refunds/refund_hosts.h"

namespace sluice::commerce {
namespace {

json::Value to_json(const Refunded& refunded) {
  const Currency* const currency = find_currency(refunded.order.currency);
  return {{"InstanceId", refunded.host_id},
          {"OrderId", order_no(refunded.order)},
          {"RefundOrderId", refunded.refund ? order_no(*refunded.refund) : ""},
          {"Currency", refunded.order.currency},
          {"Amount", currency == nullptr ? std::to_string(refunded.amount)
                                         : format_amount(refunded.amount, *currency)}};
}

}  // namespace

Answer refund_instance(const Engine& engine, Transaction& tx, const Call& call,
                       const api::RefundInstance& request) {
  const auto done = refund_hosts(tx, engine,
                                 {.buyer = buyer_of(call),
                                  .host_ids = request.instance_ids,
                                  .type = request.refund_type,
                                  .amount = request.amount,
                                  .now = call.now});
  if (!done) return base::Unexpected{to_error(done.error())};
  json::Value list = json::Value::array();
  for (const Refunded& refunded : *done) list.push_back(to_json(refunded));
  return billing_answer({{"RefundList", {{"Refund", std::move(list)}}}});
}

}  // namespace sluice::commerce
