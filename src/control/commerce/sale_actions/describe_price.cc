#include <fmt/format.h>

#include "control/commerce/customer/customer_store.h"
#include "control/commerce/pricing/quote.h"
#include "control/commerce/refusal/hint.h"
#include "control/commerce/sale_actions/handlers.h"
#include "control/regions/region_store.h"

namespace sluice::commerce {
namespace {

using actions::invalid;
using actions::refuse;
using Failure = base::Unexpected<api::Error>;

// The commodity whose plan has the prices of servers, and the words of its leaves for disks; servers stand
// under their InstanceType (docs/rules.md).
constexpr std::string_view server_commodity = "ens_server";
constexpr std::string_view system_disk_spec = "disk.system";
constexpr std::string_view data_disk_prefix = "disk.";
constexpr std::string_view default_category = "cloud_efficiency";
constexpr int64_t hours_of_a_day = 24;

// How often the price of the cycle is paid.
struct Times {
  Cycle cycle = Cycle::Month;
  int64_t count = 1;
};

base::Result<Times, api::Error> read_period(const api::DescribePrice& request) {
  const bool by_day = request.period_unit == "Day";
  const bool is_right = by_day ? request.period == 3 : request.period <= 9 || request.period == 12;
  if (!is_right) {
    return invalid(api::DescribePrice::declaration, "Period",
                   fmt::format("received {} {}s; accepted: 1 to 9 or 12 months, or 3 days", request.period,
                               by_day ? "day" : "month"));
  }
  if (by_day) return Times{Cycle::Hour, request.period * hours_of_a_day};
  return Times{Cycle::Month, request.period};
}

struct Sum {
  std::string currency;
  Minor list = 0;
  Minor trade = 0;

  // Of so many cycles, each line rounded once, and the discount once. False if it is no amount.
  bool add(const Quote& quote, int64_t times) {
    const Currency& in = *find_currency(quote.currency);
    currency = quote.currency;
    Minor part = 0;
    for (const QuoteLine& line : quote.lines) {
      const auto amount = share_of_price(line.unit_price, line.quantity * times, 1, in);
      // Two amounts cannot overflow.
      if (!amount || part + *amount > amount_max) return false;
      part += *amount;
    }
    const auto discounted = share_of(part, quote.share, scaled_one);
    if (!discounted || list + part > amount_max) return false;
    list += part;
    trade += *discounted;
    return true;
  }
};

// What a plan cannot say is the answer of this action's own table: nothing there to buy, or a price list that
// is wrong.
api::Error in_own_words(const Refusal& refusal) {
  const bool is_wrong = refusal.error == api::OrderError::PricePatingConfigError ||
                        refusal.error == api::OrderError::PriceRatingGetRatingpricingPlan;
  return refuse(api::DescribePrice::declaration, is_wrong ? "CallInterface" : "StockNotEnough", refusal.hint)
      .error;
}

// Amounts stay whole numbers until they are written.
double to_number(Minor amount, const Currency& currency) {
  double unit = 1;
  for (int i = 0; i < currency.exponent; ++i) unit *= 10;
  return static_cast<double>(amount) / unit;
}

struct Part {
  std::string spec;
  int64_t quantity;
  int64_t times;
};

base::Result<std::vector<Part>, api::Error> parts_of(const api::DescribePrice& request, int64_t periods) {
  const int64_t each = request.quantity * periods;
  std::vector<Part> parts = {{request.instance_type, request.quantity, periods},
                             {std::string(system_disk_spec), request.system_disk_size, each}};
  if (request.first_data_disk_size) {
    parts.push_back(
        {fmt::format("{}{}", data_disk_prefix, default_category), *request.first_data_disk_size, each});
    return parts;
  }
  for (size_t i = 0; i < request.data_disks.size(); ++i) {
    const auto& disk = request.data_disks[i];
    if (!disk.size) {
      return invalid(
          api::DescribePrice::declaration, "DataDisks",
          fmt::format("DataDisks.{}.Size: received nothing; accepted: the disk's size in GB", i + 1));
    }
    parts.push_back({fmt::format("{}{}", data_disk_prefix, disk.category), *disk.size, each});
  }
  return parts;
}

}  // namespace

Answer describe_price(const Engine& engine, storage::Transaction& tx, const Call& call,
                      const api::DescribePrice& request) {
  const api::Action& action = api::DescribePrice::declaration;
  if (!regions::find_instance_type(tx, request.instance_type)) {
    return invalid(action, "InstanceType",
                   fmt::format("there is no instance type {}", shown(request.instance_type)));
  }
  if (!regions::find_region(tx, request.ens_region_id)) {
    return invalid(
        action, "EnsRegionId",
        fmt::format("there is no region {}; DescribeEnsRegions lists them", shown(request.ens_region_id)));
  }
  const auto times = read_period(request);
  if (!times) return Failure{times.error()};
  const auto parts = parts_of(request, times->count);
  if (!parts) return Failure{parts.error()};
  const auto terms = engine.terms.at(tx);
  const auto customer = find_customer(tx, call.caller.account_key);
  Sum sum;
  for (const Part& part : *parts) {
    const auto quoted = quote(terms->plans_of(server_commodity),
                              {.commodity = std::string(server_commodity),
                               .region = request.ens_region_id,
                               .region_group = terms->node(request.ens_region_id).group,
                               .spec = part.spec,
                               .cycle = times->cycle,
                               .quantity = part.quantity,
                               .instant = call.now,
                               .account_share = customer ? customer->discount : scaled_one});
    if (!quoted) return Failure{in_own_words(quoted.error())};
    if (!sum.add(*quoted, part.times)) return refuse(action, "CallInterface", "the price is no amount");
  }
  const Currency& currency = *find_currency(sum.currency);
  return json::Value{{"PriceInfo",
                      {{"Price",
                        {{"Currency", sum.currency},
                         {"OriginalPrice", to_number(sum.list, currency)},
                         {"DiscountPrice", to_number(sum.list - sum.trade, currency)},
                         {"TradePrice", to_number(sum.trade, currency)}}}}}};
}

}  // namespace sluice::commerce
