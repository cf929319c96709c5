#pragma once
// What somebody has to pay with (stage S15), by the provider of funds.

#include "control/commerce/outside/answer.h"
#include "control/providers/contract/available_message.h"

namespace sluice::commerce {

using providers::AvailableQuestion;

// Refusal: PayQueryAvailableAmountFailed, of an end user PayQueryAvailableEnduserAmountFailed, where it said
// no, was not heard, or spoke of another currency.
OutsideAnswer<Minor> ask_available(providers::Consultation& consultation, const AvailableQuestion& question);

}  // namespace sluice::commerce
