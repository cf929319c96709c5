// RenewInstance: more of a host's time is to be bought.

#include "errors/steps.h"

namespace sluice::app::errors {

std::vector<Recipe> recipes_of_renewals() {
  const base::FormPairs which = {{"AccountId", "{customer}"}, {"HostId", "elbhost-{run}"}};
  Act host = host_instance("elbhost-{run}");
  host.call.parameters.emplace_back("Status", "RELEASING");
  return {{.error = api::OrderError::OrderAbnormalResourceStatusForRenew,
           .steps = {operate("SetHostSubscription", with(which, {{"Commodity", "elb_plan"}}),
                             {{Who::Operator, "RemoveHostSubscription", which}}),
                     host, operate("SetHostDetails", with(which, {{"Plan", "elb.plan.10"}}))},
           .changes = {{"InstanceId", "elbhost-{run}"}, {"RenewPeriod", "1"}},
           .action = "RenewInstance"}};
}

}  // namespace sluice::app::errors
