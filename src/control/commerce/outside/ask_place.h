#pragma once
// Whether what an order is to stand in is there (stage S08), by the resource plane.

#include "control/commerce/outside/answer.h"
#include "control/providers/contract/place_message.h"

namespace sluice::commerce {

using providers::PlaceAnswer;
using providers::PlaceQuestion;

// Refusal: CallInterface where it said no or was not heard.
OutsideAnswer<PlaceAnswer> ask_place(providers::Consultation& consultation, const PlaceQuestion& question);

}  // namespace sluice::commerce
