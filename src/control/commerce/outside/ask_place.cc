#include "control/commerce/outside/ask_place.h"

#include "control/commerce/outside/read_answer.h"

namespace sluice::commerce {

OutsideAnswer<PlaceAnswer> ask_place(providers::Consultation& consultation, const PlaceQuestion& question) {
  return read_answer(consultation.find({.seam = providers::Seam::ResourcePlane, .body = print(question)}),
                     providers::parse_place_answer, api::OrderError::CallInterface,
                     "the resource plane gave no answer");
}

}  // namespace sluice::commerce
