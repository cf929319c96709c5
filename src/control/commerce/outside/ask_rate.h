#pragma once
// The rate of stage S13 by the provider of exchange rates.

#include <string_view>

#include "control/commerce/money/amount.h"
#include "control/commerce/outside/answer.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

// Refusal: OrderQueryOrderExchangeRateFail, be it that it has none, said no or was not heard.
OutsideAnswer<Scaled> ask_rate(providers::Consultation& consultation, std::string_view from,
                               std::string_view to, base::WallTime now);

}  // namespace sluice::commerce
