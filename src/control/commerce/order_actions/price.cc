#include <algorithm>

#include <fmt/format.h>

#include "control/commerce/arguments/buyer.h"
#include "control/commerce/order_actions/billing_answer.h"
#include "control/commerce/order_actions/handlers.h"
#include "control/commerce/order_actions/sold_by.h"
#include "control/commerce/pipeline/find_price.h"
#include "control/commerce/refusal/hint.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using Asked = api::GetPayAsYouGoPrice::Module;

// name:value, joined with commas.
base::Result<RequestedModules, api::Error> read_config(const Asked& asked, const std::string& place) {
  RequestedModules modules;
  std::string_view rest = asked.config;
  while (!rest.empty()) {
    const std::string_view part = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), part.size() + 1));
    const size_t colon = part.find(':');
    if (colon == std::string_view::npos || colon == 0) {
      return invalid(api::GetPayAsYouGoPrice::declaration, "ModuleList",
                     fmt::format("{}.Config: received {}; accepted: name:value, joined with commas", place,
                                 shown(part)));
    }
    modules[std::string(part.substr(0, colon))] = std::string(part.substr(colon + 1));
  }
  return modules;
}

constexpr std::string_view by_use = "PostPaid";

json::Value to_json(const std::string& module, const Quote& quote) {
  const Currency& currency = *find_currency(quote.currency);
  return {{"ModuleCode", module},
          {"UnitPrice", format_scaled(quote.unit_price())},
          {"OriginalCost", format_amount(quote.list, currency)},
          {"InvoiceDiscount", format_amount(quote.discount, currency)},
          {"CostAfterDiscount", format_amount(quote.trade, currency)}};
}

}  // namespace

Answer get_price(const Engine& engine, Transaction& tx, const Call& call,
                 const api::GetPayAsYouGoPrice& request) {
  const api::Action& action = api::GetPayAsYouGoPrice::declaration;
  const auto terms = engine.terms.at(tx);
  const Commodity* const commodity = find_sold_by(*terms, request.product_code, by_use);
  if (commodity == nullptr) {
    return invalid(action, "ProductCode",
                   fmt::format("received {}; accepted: the product of a commodity that is paid by use",
                               shown(request.product_code)));
  }
  json::Value details = json::Value::array();
  std::string currency;
  for (size_t i = 0; i < request.modules.size(); ++i) {
    const Asked& asked = request.modules[i];
    const std::string place = fmt::format("ModuleList.{}", i + 1);
    if (asked.module_code != spec_module) {
      return invalid(action, "ModuleList",
                     fmt::format("{}.ModuleCode: received {}; priced: {}", place, shown(asked.module_code),
                                 spec_module));
    }
    auto modules = read_config(asked, place);
    if (!modules) return base::Unexpected{modules.error()};
    modules->insert_or_assign("region", request.region);
    modules->insert_or_assign(std::string(pay_type_module), std::string(by_use));
    modules->insert_or_assign(std::string(billing_cycle_module), asked.price_type);
    Purchase purchase{.buyer = buyer_of(call),
                      .commodity = commodity->code,
                      .modules = *std::move(modules),
                      .ens_region_id = request.region,
                      .now = call.now,
                      .received = call.received,
                      .outside = call.consultation.get()};
    const auto spec = purchase.modules.find(spec_module);
    if (spec != purchase.modules.end()) purchase.spec = spec->second.value_or("");
    const auto quote = find_price(tx, engine, purchase);
    if (!quote) return base::Unexpected{to_error(quote.error())};
    currency = quote->currency;
    details.push_back(to_json(asked.module_code, *quote));
  }
  return billing_answer({{"Currency", currency}, {"ModuleDetails", {{"ModuleDetail", std::move(details)}}}});
}

}  // namespace sluice::commerce
