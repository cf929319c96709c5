#include <algorithm>

#include <fmt/format.h>

#include "control/actions/listing.h"
#include "control/commerce/stock/stock.h"
#include "control/commerce/terms_actions/handlers.h"
#include "control/loadbalancer/load_balancer_store.h"
#include "control/regions/region_store.h"

namespace sluice::commerce {
namespace {

json::Value stock_to_json(const Stock& stock) {
  return {{"EnsRegionId", stock.ens_region_id},
          {"LoadBalancerSpec", stock.spec},
          {"Total", stock.total},
          {"Reserved", stock.reserved},
          {"Used", stock.used},
          {"Available", available(stock)}};
}

int64_t count_live(storage::Transaction& tx, std::string_view ens_region_id, std::string_view spec) {
  storage::Where where;
  where.equals("l.ens_region_id", ens_region_id).equals("l.spec", spec);
  return loadbalancer::count_load_balancers(tx, where);
}

}  // namespace

Answer set_stock(const StockLimits& limits, storage::Transaction& tx, const Call&,
                 const api::SetStock& request) {
  const api::Action& action = api::SetStock::declaration;
  if (!regions::find_region(tx, request.ens_region_id)) {
    return actions::invalid(
        action, "EnsRegionId",
        fmt::format("there is no region {}; DescribeEnsRegions lists them", request.ens_region_id));
  }
  const bool is_new = !find_stock(tx, request.ens_region_id, request.load_balancer_spec);
  if (is_new && list_stocks(tx).size() >= limits.stocks_max) {
    return actions::refuse(action, "TooManyStocks", fmt::format("there are at most {}", limits.stocks_max));
  }
  set_stock(tx, request.ens_region_id, request.load_balancer_spec, request.total,
            count_live(tx, request.ens_region_id, request.load_balancer_spec));
  return json::Value::object();
}

Answer remove_stock(storage::Transaction& tx, const Call&, const api::RemoveStock& request) {
  if (!find_stock(tx, request.ens_region_id, request.load_balancer_spec)) {
    return actions::refuse(api::RemoveStock::declaration, "StockNotFound");
  }
  remove_stock(tx, request.ens_region_id, request.load_balancer_spec);
  return json::Value::object();
}

Answer describe_stocks(storage::Transaction& tx, const Call&, const api::DescribeStocks& request) {
  std::vector<Stock> stocks = list_stocks(tx);
  std::erase_if(stocks, [&](const Stock& stock) {
    return !actions::matches(request.ens_region_id, stock.ens_region_id) ||
           !actions::matches(request.load_balancer_spec, stock.spec);
  });
  return json::Value{
      {"TotalCount", stocks.size()},
      {"PageNumber", request.page_number},
      {"PageSize", request.page_size},
      {"Stocks", actions::page_of(stocks, request.page_number, request.page_size, stock_to_json)}};
}

}  // namespace sluice::commerce
