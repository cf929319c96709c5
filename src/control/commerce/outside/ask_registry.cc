#include "control/commerce/outside/ask_registry.h"

#include "control/commerce/outside/read_answer.h"

namespace sluice::commerce {

OutsideAnswer<InstanceAnswer> ask_registry(providers::Consultation& consultation,
                                           const InstanceQuestion& question) {
  return read_answer(consultation.find({.seam = providers::Seam::Registry, .body = print(question)}),
                     providers::parse_instance_answer, api::OrderError::OrderQueryInstanceError,
                     "the registry of instances gave no answer");
}

}  // namespace sluice::commerce
