// S11: what the account holds already.

#include "errors/steps.h"

namespace sluice::app::errors {

std::vector<Recipe> recipes_of_purchases() {
  using enum api::OrderError;
  const base::FormPairs quota = {{"AccountId", "{customer}"}, {"EnsRegionId", "*"}};
  return {
      {.error = OrderOpend,
       .steps = {Amend{"Commodity", "elb_post", {{"PurchaseMode", R"("OncePerAccount")"}}}, own_balancer()}},
      {.error = OrderQuotaExceeded,
       .steps = {own_balancer(),
                 operate("SetQuota", with(quota, {{"Most", "1"}}), {{Who::Operator, "RemoveQuota", quota}})}},
  };
}

}  // namespace sluice::app::errors
