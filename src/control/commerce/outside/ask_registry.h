#pragma once
// What has become of a host (stage S11), by the registry of instances.

#include "control/commerce/outside/answer.h"
#include "control/providers/contract/instance_message.h"

namespace sluice::commerce {

using providers::InstanceAnswer;
using providers::InstanceQuestion;

// Refusal: OrderQueryInstanceError where it said no or was not heard.
OutsideAnswer<InstanceAnswer> ask_registry(providers::Consultation& consultation,
                                           const InstanceQuestion& question);

}  // namespace sluice::commerce
