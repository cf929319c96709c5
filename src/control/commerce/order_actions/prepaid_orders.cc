#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/arguments/buyer.h"
#include "control/commerce/catalogue/prepaid.h"
#include "control/commerce/order_actions/billing_answer.h"
#include "control/commerce/order_actions/handlers.h"
#include "control/commerce/order_actions/sold_by.h"
#include "control/commerce/orders/order_store.h"
#include "control/commerce/prepaid/buy_host.h"
#include "control/commerce/prepaid/renew_host.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {

using actions::invalid;

namespace {

// Of an order that was begun it is the order's own, whatever is sold by now. Empty: there is none.
std::string commodity_of(const Engine& engine, Transaction& tx, const Call& call, std::string_view product) {
  if (call.consultation != nullptr && call.consultation->begun()) {
    const auto order = find_order(tx, call.caller.account_key, call.consultation->begun()->work);
    if (order) return order->commodity;
  }
  const auto terms = engine.terms.at(tx);
  const Commodity* const commodity = find_sold_by(*terms, product, "PrePaid");
  return commodity == nullptr ? std::string() : commodity->code;
}

}  // namespace

Answer create_instance(const Engine& engine, Transaction& tx, const Call& call,
                       const api::CreateInstance& request) {
  const api::Action& action = api::CreateInstance::declaration;
  const std::string commodity = commodity_of(engine, tx, call, request.product_code);
  if (commodity.empty()) {
    return invalid(action, "ProductCode",
                   fmt::format("received {}; accepted: the product of a commodity that is paid in advance",
                               shown(request.product_code)));
  }
  HostPurchaseRequest purchase{.buyer = buyer_of(call),
                               .commodity = commodity,
                               .months = request.period,
                               .now = call.now,
                               .received = call.received,
                               .outside = call.consultation.get()};
  for (const api::CreateInstance::Module& module : request.modules) {
    if (!purchase.modules.emplace(module.code, module.value).second) {
      return invalid(action, "Parameter",
                     fmt::format("received the module {} twice; accepted: each once", shown(module.code)));
    }
  }
  if (purchase.modules.contains(period_module)) {
    return invalid(action, "Parameter", "received the module period; accepted: the parameter Period instead");
  }
  // What is paid in advance is paid by the month; anything else would be another price.
  for (const auto& [module, item] : modules_of_months(request.period)) {
    const auto named = purchase.modules.find(module);
    if (named == purchase.modules.end() || named->second == item) continue;
    return invalid(action, "Parameter",
                   fmt::format("received {} for the module {}; accepted: {}",
                               shown(named->second.value_or("")), module, item.value_or("")));
  }
  const auto placed = buy_host(tx, engine, purchase);
  if (!placed) return base::Unexpected{to_error(placed.error())};
  return billing_answer(
      {{"InstanceId", placed->resource_id}, {"OrderId", std::to_string(placed->order_key)}});
}

Answer renew_instance(const Engine& engine, Transaction& tx, const Call& call,
                      const api::RenewInstance& request) {
  const auto placed = renew_host(tx, engine,
                                 {.buyer = buyer_of(call),
                                  .host_id = request.instance_id,
                                  .months = request.renew_period,
                                  .now = call.now,
                                  .received = call.received,
                                  .outside = call.consultation.get()});
  if (!placed) return base::Unexpected{to_error(placed.error())};
  return billing_answer({{"OrderId", std::to_string(placed->order_key)}});
}

}  // namespace sluice::commerce
