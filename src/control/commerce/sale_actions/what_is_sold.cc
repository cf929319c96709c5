#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "control/actions/listing.h"
#include "control/commerce/pipeline/check_sale.h"
#include "control/commerce/sale_actions/handlers.h"
#include "control/commerce/sale_actions/subject.h"
#include "control/commerce/stock/stock.h"
#include "control/regions/region_store.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view region_module = "region";

const Module* find_specs(const Commodity& commodity) {
  const auto found = std::ranges::find(commodity.modules, spec_module, &Module::code);
  return found == commodity.modules.end() ? nullptr : &*found;
}

struct Buyers {
  int64_t account_key = 0;
  std::string account_id;
};

Purchase purchase_of(const Call& call, const Buyers& buyer, const Commodity& commodity, OrderType type,
                     const std::string& region, const std::string& spec) {
  RequestedModules modules = {{std::string(spec_module), spec}};
  const auto takes_region = std::ranges::find(commodity.modules, region_module, &Module::code);
  if (takes_region != commodity.modules.end()) modules[std::string(region_module)] = region;
  return {.buyer = {.account_key = buyer.account_key,
                    .account_id = buyer.account_id,
                    .actor = {},
                    .commerce_denied = false,
                    .address = base::format_ipv4(call.origin.address)},
          .commodity = commodity.code,
          .type = type,
          .modules = std::move(modules),
          .quantity = commodity.min_quantity,
          .ens_region_id = region,
          .spec = spec,
          .now = call.now,
          .received = call.received};
}

json::Value to_json(const regions::Region& region) {
  return {{"EnsRegionId", region.id.get()},
          {"EnsRegionName", region.name},
          {"Area", region.area},
          {"Province", region.province}};
}

json::Value group_of(const Commodity& commodity, OrderType type, const std::vector<std::string>& specs,
                     json::Value regions) {
  json::Value sizes = json::Value::array();
  for (const std::string& spec : specs) sizes.push_back({{"SpecName", spec}, {"SpecValue", spec}});
  return {{"CommodityCode", commodity.code},
          {"OrderType", to_text(type)},
          {"AvailableRegion", std::move(regions)},
          {"AvailableSpec", std::move(sizes)},
          {"AvailableDiskType", json::Value::array()},
          {"AvailableStorageType",
           {{"AvailableDefaultStorageType", json::Value::array()},
            {"AvailableSpecialStorageType", json::Value::array()}}}};
}

}  // namespace

// Stock is of sizes, and orders that buy take from it.
Answer describe_sale_control_stock(const Engine& engine, storage::Transaction& tx, const Call& call,
                                   const api::DescribeEnsSaleControlStock& request) {
  const api::Action& action = api::DescribeEnsSaleControlStock::declaration;
  const auto subject = find_subject(
      action, engine.terms, tx, {request.commodity_code, request.ali_uid_account, request.custom_account});
  if (!subject) return base::Unexpected{subject.error()};
  const Commodity& commodity = *subject->commodity;
  json::Value list = json::Value::array();
  const Module* const specs = find_specs(commodity);
  if (specs == nullptr || !actions::matches(request.module_code, spec_module) ||
      !actions::matches(request.order_type, to_text(OrderType::Buy))) {
    return json::Value{{"SaleControl", std::move(list)}};
  }
  json::Value stocks = json::Value::array();
  for (const Stock& stock : list_stocks(tx)) {
    if (!specs->items.empty() && std::ranges::find(specs->items, stock.spec) == specs->items.end()) continue;
    const bool is_closed =
        !subject->account_id.empty() &&
        check_sale(tx, engine,
                   purchase_of(call, {subject->account_key, subject->account_id}, commodity, OrderType::Buy,
                               stock.ens_region_id, stock.spec));
    const int64_t left = is_closed ? 0 : std::max<int64_t>(available(stock), 0);
    stocks.push_back({{"ConditionControl",
                       {{"ConditionControlModuleCode", region_module},
                        {"ConditionControlModuleValue", stock.ens_region_id}}},
                      {"ModuleValue", {{"ModuleMinValue", stock.spec}, {"ModuleMaxValue", stock.spec}}},
                      {"StockValue", std::to_string(left)}});
  }
  if (!stocks.empty()) {
    json::Value item{{"ModuleCode", spec_module},
                     {"SaleControlItem", {{"ConditionSaleControl", std::move(stocks)}}}};
    list.push_back({{"CommodityCode", commodity.code},
                    {"OrderType", to_text(OrderType::Buy)},
                    {"SaleControlItems", json::Value::array({std::move(item)})}});
  }
  return json::Value{{"SaleControl", std::move(list)}};
}

// Asked as an order would ask, for every node and every size that the commodity lists.
Answer describe_available_resource(const Engine& engine, storage::Transaction& tx, const Call& call,
                                   const api::DescribeEnsSaleControlAvailableResource& request) {
  const api::Action& action = api::DescribeEnsSaleControlAvailableResource::declaration;
  const auto subject =
      find_subject(action, engine.terms, tx, {request.commodity_code, std::nullopt, request.custom_account});
  if (!subject) return base::Unexpected{subject.error()};
  const Commodity& commodity = *subject->commodity;
  const std::string asked = request.order_type.value_or(std::string(to_text(OrderType::Buy)));
  const auto type = find_order_type(action, commodity, asked, "OrderType", "OrderType");
  if (!type) return base::Unexpected{type.error()};
  const Buyers buyer = subject->account_id.empty()
                           ? Buyers{call.caller.account_key, call.caller.account_id.get()}
                           : Buyers{subject->account_key, subject->account_id};
  const Module* const specs = find_specs(commodity);
  std::map<std::vector<std::string>, json::Value> by_specs;
  for (const regions::Region& region : regions::list_regions(tx)) {
    std::vector<std::string> sold;
    for (const std::string& spec : specs == nullptr ? std::vector<std::string>() : specs->items) {
      if (!check_sale(tx, engine, purchase_of(call, buyer, commodity, *type, region.id.get(), spec))) {
        sold.push_back(spec);
      }
    }
    if (sold.empty()) continue;
    json::Value& group = by_specs[sold];
    if (group.is_null()) group = json::Value::array();
    group.push_back(to_json(region));
  }
  json::Value groups = json::Value::array();
  for (auto& [sold, regions] : by_specs)
    groups.push_back(group_of(commodity, *type, sold, std::move(regions)));
  return json::Value{{"SaleControlAvailableResource", std::move(groups)}};
}

}  // namespace sluice::commerce
