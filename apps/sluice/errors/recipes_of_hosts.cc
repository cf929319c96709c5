// S11: the host that the account's balancers hang on, and what there is about it.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

const base::FormPairs host = {{"AccountId", "{customer}"}, {"HostId", "elbhost-{run}"}};

// What the account has one of, and no more in the end.
Act have(const char* set, const char* remove, base::FormPairs parameters = {}) {
  return operate(set, with(host, parameters), {{Who::Operator, remove, host}});
}

Act subscription() {
  return have("SetHostSubscription", "RemoveHostSubscription");
}
Act instance(base::FormPairs changes = {}) {
  return have("SetHostInstance", "RemoveHostInstance", std::move(changes));
}
Act details() {
  return have("SetHostDetails", "RemoveHostDetails");
}

std::vector<Step> with_instance(base::FormPairs changes) {
  return {subscription(), instance(std::move(changes)), details()};
}

// A sound host, and something about it.
std::vector<Step> host_and(std::vector<Step> more) {
  std::vector<Step> steps = with_instance({});
  steps.insert(steps.end(), more.begin(), more.end());
  return steps;
}

Act line(const char* kind, const char* from) {
  return {.call = {Who::Operator, "AddSubscriptionLine",
                   with(host, {{"Kind", kind}, {"FromTime", from}, {"ToTime", far_off}})},
          .undo = {{Who::Operator, "CancelSubscriptionLine", with(host, {{"LineId", "{line}"}})}},
          .keep = {{"line", "LineId"}}};
}

// An upgrade of the host that has come as far as this, and how it ends.
Act upgrade(const char* state, const std::vector<const char*>& ends) {
  Act act = record_order("Upgrade", ends);
  act.call.parameters = with(act.call.parameters, {{"HostId", "elbhost-{run}"}, {"State", state}});
  return act;
}

Act host_bill() {
  Act act = bill("1.00", far_off);
  std::erase_if(act.call.parameters, [](const auto& each) { return each.first == "ResourceId"; });
  act.call.parameters.emplace_back("HostId", "elbhost-{run}");
  return act;
}

}  // namespace

std::vector<Recipe> recipes_of_hosts() {
  using enum api::OrderError;
  const std::vector<const char*> undone = {"COMPENSATING", "FAILED"};
  return {
      {.error = SystemConcurrentOperate, .steps = with_instance({{"LockedUntilTime", far_off}})},
      {.error = OrderQueryInstanceNotExists, .steps = {subscription()}},
      {.error = ProductInstanceReleased,
       .steps = {Amend{"Commodity", "elb_post", {{"OpenMode", R"("Manual")"}}}, subscription(),
                 instance({{"Status", "RELEASED"}}), details()}},
      {.error = SystemQueryInstanceInfoFailed, .steps = {subscription(), instance()}},
      {.error = OrderLatestOrderIsHandling, .steps = host_and({upgrade("FULFILLING", undone)})},
      {.error = OrderInstHasUnpaidOrder, .steps = host_and({upgrade("UNPAID", {"CANCELLED"})})},
      {.error = OrderCaptureFailed, .steps = host_and({upgrade("CAPTURE_FAILED", undone)})},
      {.error = OrderInstHasUnsettledBills, .steps = host_and({host_bill()})},
      {.error = OrderInstanceHasTempUpgrade, .steps = with_instance({{"ChangeState", "TEMP_UPGRADED"}})},
      {.error = OrderInstanceHasInactiveChange, .steps = with_instance({{"ChangeState", "INACTIVE_CHANGE"}})},
      {.error = PurchaseExistValidProdRuleError, .steps = host_and({line("TEMPORARY", long_ago)})},
      {.error = PurchaseExistRenewchangeProd,
       .steps = host_and({line("RENEW_CHANGE", "2098-01-01T00:00:00Z")})},
  };
}

}  // namespace sluice::app::errors
