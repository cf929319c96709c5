#pragma once
// Where a reseller's customer pays him (stage S17), by the reseller.

#include <string>

#include "control/commerce/outside/answer.h"
#include "control/providers/contract/pay_page_message.h"

namespace sluice::commerce {

using providers::PayPageAnswer;
using providers::PayPageQuestion;

// Refusal: PayResellerPayGetUrlError where it said no or was not heard.
OutsideAnswer<PayPageAnswer> ask_pay_page(providers::Consultation& consultation,
                                          const PayPageQuestion& question);

}  // namespace sluice::commerce
