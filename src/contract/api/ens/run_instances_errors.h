#pragma once

#include "contract/api/error.h"

namespace sluice::api {

// The documented table of RunInstances, in its order.
extern const ErrorRow run_instances_errors[148];

}  // namespace sluice::api
