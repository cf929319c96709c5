// S12: the price.

#include "errors/steps.h"

namespace sluice::app::errors {
namespace {

Recipe with_plan(api::OrderError error, base::FormPairs members) {
  return {.error = error, .steps = {Amend{"PricingPlan", "elb_post", std::move(members)}}};
}

}  // namespace

std::vector<Recipe> recipes_of_prices() {
  using enum api::OrderError;
  return {
      {.error = PricePricingPlanNotFound, .steps = {TakeAway{"PricingPlan", "elb_post"}}},
      with_plan(PriceRatingGetRatingpricingPlan, {{"ValidFrom", R"("2099-01-01T00:00:00Z")"}}),
      with_plan(PricePatingConfigError,
                {{"Leaves", R"([{"Regions": ["*"], "Spec": "elb.s1.small", "Cycle": "Month",)"
                            R"("Unit": "InstanceHour", "UnitPrice": "7.5"}])"}}),
      with_plan(PricePricingPlanResultNotFound,
                {{"Leaves", R"([{"Regions": ["*"], "Spec": "elb.s3.medium", "Cycle": "Month",)"
                            R"("Unit": "InstanceMonth", "UnitPrice": "166"}])"}}),
  };
}

}  // namespace sluice::app::errors
