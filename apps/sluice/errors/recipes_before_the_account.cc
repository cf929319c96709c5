// S04 and S05: the caller's permission, and the parameters.

#include "errors/steps.h"

namespace sluice::app::errors {

std::vector<Recipe> recipes_before_the_account() {
  using enum api::OrderError;
  std::vector<Recipe> all = {
      {.error = NoPermission, .steps = user_with(""), .caller = Who::User},
  };
  const base::FormPairs wrong[] = {
      {{"LoadBalancerName", "http://front"}},
      {{"EnsRegionId", "nowhere"}},
      {{"LoadBalancerSpec", "small"}},
      {{"PayType", "PrePaid"}},
      {{"NetworkId", "n-5{run}"}},
      {{"VSwitchId", "vsw-5{run}"}},
  };
  for (const base::FormPairs& change : wrong) {
    all.push_back(
        {.error = InvalidParameter, .steps = {}, .subject = change.front().first, .changes = change});
  }
  // A token that is in use for something else.
  all.push_back({.error = InvalidParameter,
                 .steps = {own_balancer({{"ClientToken", "{run}"}, {"LoadBalancerName", "first"}})},
                 .subject = "ClientToken",
                 .changes = {{"ClientToken", "{run}"}, {"LoadBalancerName", "second"}}});
  return all;
}

}  // namespace sluice::app::errors
