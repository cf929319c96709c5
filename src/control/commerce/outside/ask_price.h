#pragma once
// Stage S12 by the pricing provider.

#include <map>
#include <string>

#include "control/commerce/outside/answer.h"
#include "control/commerce/pricing/quote.h"

namespace sluice::commerce {

// `account_share` is not asked about: what the account pays is the provider's to say. Refusals:
//
//   PricePricingPlanNotFound         NO_TREE
//   PriceRatingGetRatingpricingPlan  NO_VALID_PLAN, or a price that holds no more
//   PricePatingConfigError           BAD_CONFIG
//   PricePricingPlanResultNotFound   NO_RESULT
//   PriceHsfTimeoutError             it said no, was not heard, or priced another quantity
OutsideAnswer<Quote> ask_price(providers::Consultation& consultation, const QuoteRequest& request,
                               const std::map<std::string, std::string, std::less<>>& modules,
                               const std::string& account_id);

}  // namespace sluice::commerce
