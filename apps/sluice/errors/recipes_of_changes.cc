// ModifyInstance, TempUpgradeInstance and TransferHost: a host whose time is paid in advance gets another
// plan, or another owner.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

constexpr const char* changed_host = "elbhost-{run}";
constexpr const char* later_on = "2098-01-01T00:00:00Z";

base::FormPairs of_host(base::FormPairs others) {
  others.insert(others.begin(), {{"AccountId", "{customer}"}, {"HostId", changed_host}});
  return others;
}

Step line(const char* kind, const char* from) {
  return operate("AddSubscriptionLine", of_host({{"Kind", kind}, {"FromTime", from}, {"ToTime", far_off}}));
}

// One of elb.plan.50, for years; its prices are the run's own.
std::vector<Step> planned_host(const char* status) {
  const std::string plan =
      R"({"Commodity":"elb_plan","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z",)"
      R"("Leaves":[{"Regions":["*"],"Spec":"elb.plan.10","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"9.99"},)"
      R"({"Regions":["*"],"Spec":"elb.plan.50","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"39.99"},)"
      R"({"Regions":["*"],"Spec":"elb.plan.200","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"99.99"}]})";
  Act instance = host_instance(changed_host);
  instance.call.parameters.emplace_back("Status", status);
  const Act subscribed = operate("SetHostSubscription", of_host({{"Commodity", "elb_plan"}}),
                                 {{Who::Operator, "RemoveHostSubscription", of_host({})}});
  return {put_term("PricingPlan", "elb_plan", plan), subscribed, instance,
          operate("SetHostDetails", of_host({{"Plan", "elb.plan.50"}}),
                  {{Who::Operator, "RemoveHostDetails", of_host({})}}),
          line("BASE", long_ago)};
}

Recipe change(api::OrderError error, std::vector<Step> others, base::FormPairs parameters,
              std::string action = "ModifyInstance") {
  std::vector<Step> steps = planned_host("NORMAL");
  steps.insert(steps.end(), others.begin(), others.end());
  parameters.insert(parameters.begin(), {{"InstanceId", changed_host}});
  return {.error = error,
          .steps = std::move(steps),
          .changes = std::move(parameters),
          .action = std::move(action)};
}

base::FormPairs to_plan(const char* type, const char* plan) {
  return {{"ModifyType", type}, {"Parameter.1.Code", "spec"}, {"Parameter.1.Value", plan}};
}

// By the operator, while the host is being released.
Recipe transfer() {
  std::vector<Step> steps = planned_host("RELEASING");
  steps.push_back(partner());
  return {.error = api::OrderError::SystemTransferDeleteOldResourceFailed,
          .steps = std::move(steps),
          .caller = Who::Operator,
          .changes = of_host({{"ToAccountId", "{partner}"}}),
          .action = "TransferHost"};
}

}  // namespace

std::vector<Recipe> recipes_of_changes() {
  using enum api::OrderError;
  const Step home = modify_customer("SettleCurrency", "HKD", "USD");
  const base::FormPairs by_value =
      with(to_plan("Upgrade", "elb.plan.200"),
           {{"Parameter.2.Code", "method"}, {"Parameter.2.Value", "VALUE_TRANSFER"}});
  return {
      change(OrderHomeCurrencyCanNotDowngrade, {home}, to_plan("Downgrade", "elb.plan.10")),
      change(OrderHomeCurrencyCanNotUpgradeByValueTransfer, {home}, by_value),
      change(PurchaseExistToBeValidProdRuleError, {line("TEMPORARY", later_on)},
             to_plan("Upgrade", "elb.plan.200")),
      change(PurchaseExistToBeValidRenewChangeProdRuleError, {line("RENEW_CHANGE", later_on)},
             {{"Plan", "elb.plan.200"}, {"ToTime", later_on}}, "TempUpgradeInstance"),
      transfer(),
  };
}

}  // namespace sluice::app::errors
