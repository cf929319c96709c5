// S09 and S10: what the commodity is, and to whom it is sold.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

Recipe with_commodity(api::OrderError error, base::FormPairs members) {
  return {.error = error, .steps = {Amend{"Commodity", "elb_post", std::move(members)}}};
}

// The commodity's modules, with this one in the place of the billing cycle, or behind it.
std::string modules(std::string_view cycle, std::string_view another = {}) {
  return R"([{"Code": "region", "Required": true}, {"Code": "spec", "Required": true, "Items": ["elb.s1.small"]},)"
         R"({"Code": "pay_type", "Required": true, "Default": "PostPaid"},)"
         R"({"Code": "type", "Required": true, "Default": "CLB"},)" +
         std::string(cycle) + std::string(another) + "]";
}

constexpr std::string_view any_cycle = R"({"Code": "billing_cycle", "Required": true, "Default": "Month"})";

Act sale_rule(const std::string& name, const char* priority, const std::string& condition = {}) {
  return put_term("SaleRule", name,
                  R"({"Name":")" + name + R"(","Priority":)" + priority +
                      R"(,"Effect":"Deny","Strict":false,"Condition":")" + (only_this_customer + condition) +
                      R"("})");
}

}  // namespace

std::vector<Recipe> recipes_of_the_catalogue() {
  using enum api::OrderError;
  return {
      {.error = ProductInstanceTypeNotSupported,
       .steps = {Amend{"Node", "{region}", {{"EnsRegionId", R"("{region}")"}, {"LoadBalancing", "false"}}}}},
      {.error = CommodityInvalidItemCode, .steps = {}, .changes = {{"LoadBalancerSpec", "elb.s9.huge"}}},
      with_commodity(OrderMissingModuleInfoError,
                     {{"Modules", modules(any_cycle, R"(,{"Code": "zone", "Required": true})")}}),
      with_commodity(CommodityInvalidComponent,
                     {{"Constraints", R"([{"Forbid": "spec == 'elb.s1.small'"}])"}}),
      with_commodity(SystemUnSupportOperationType, {{"Status", R"("Withdrawn")"}}),
      with_commodity(
          OrderPeriodInvalid,
          {{"Modules",
            modules(
                R"({"Code": "billing_cycle", "Required": true, "Default": "Hour", "Items": ["Hour"]})")}}),
      with_commodity(OrderQuantityInvalid, {{"MinQuantity", "2"}, {"MaxQuantity", "2"}}),
      {.error = SystemSaleValidateFailed,
       .steps = {sale_rule("sluice-errors-{run}-faulty", "1", " and stock.available > 'many'")}},
      {.error = SaleControlVerificationFailed, .steps = {sale_rule("sluice-errors-{run}", "2")}},
  };
}

}  // namespace sluice::app::errors
