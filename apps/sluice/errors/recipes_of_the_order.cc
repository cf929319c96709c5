// S13 and S14: the order as a whole, and whether it is suspicious.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

// A vSwitch of the smallest size has so many addresses to give.
constexpr int addresses_of_29_bits = 5;

std::vector<Step> full_vswitch() {
  std::vector<Step> steps = {Act{
      .call = {Who::Customer,
               "CreateVSwitch",
               {{"EnsRegionId", "{region}"}, {"NetworkId", "{network}"}, {"CidrBlock", "192.168.3.0/29"}}},
      .undo = {{Who::Customer, "DeleteVSwitch", {{"VSwitchId", "{small_vswitch}"}}}},
      .keep = {{"small_vswitch", "VSwitchId"}}}};
  for (int i = 1; i <= addresses_of_29_bits; ++i) {
    const std::string name = "balancer_" + std::string(static_cast<size_t>(i), 'i');
    steps.push_back(
        Act{.call = own_balancer({{"VSwitchId", "{small_vswitch}"}}).call,
            .undo = {{Who::Customer, "DeleteLoadBalancer", {{"LoadBalancerId", "{" + name + "}"}}}},
            .keep = {{name, "LoadBalancerId"}}});
  }
  return steps;
}

}  // namespace

std::vector<Recipe> recipes_of_the_order() {
  using enum api::OrderError;
  const std::string named = R"("Name":"sluice-errors-{run}",)";
  return {
      {.error = OrderQueryUserSettleInfoFail, .steps = {modify_customer("SettleCurrency", "NONE", "USD")}},
      {.error = OrderQueryOrderExchangeRateFail, .steps = {modify_customer("SettleCurrency", "IDR", "USD")}},
      {.error = OrderTradeCompleteSettleInfoFail,
       .steps = {put_term("ExchangeRate", "USD/XTS", R"({"From":"USD","To":"XTS","Rate":"2"})"),
                 modify_customer("SettleCurrency", "XTS", "USD")}},
      {.error = OrderSysConstraintInvalidPlatform,
       .steps = {put_term("OrderConstraint", "sluice-errors-{run}",
                          "{" + named + R"("When":")" + only_this_customer +
                              R"(","Require":"account.flags contains 'cross_border'"})")}},
      {.error = OrderSysConstraintInvalidProduct,
       .steps = full_vswitch(),
       .changes = {{"VSwitchId", "{small_vswitch}"}}},
      {.error = OrderMainOrderSizeOverflow,
       .steps = {Amend{"Platform", "platform", {{"OpenOrdersMax", "1"}}},
                 record_order("Buy", {"CANCELLED"})}},
      {.error = OrderGroupOrderSizeOverflow,
       .steps = {operate("ModifyFundAccount",
                         {{"AccountId", "{customer}"}, {"CombinePayments", "true"}, {"GroupSizeMax", "1"}},
                         {{Who::Operator,
                           "ModifyFundAccount",
                           {{"AccountId", "{customer}"}, {"CombinePayments", "false"}}}}),
                 own_balancer()}},
      {.error = RiskRiskControlRejection,
       .steps = {put_term("RiskRule", "sluice-errors-{run}",
                          "{" + named + R"("Pack":"order","Condition":")" + only_this_customer + R"("})")}},
  };
}

}  // namespace sluice::app::errors
