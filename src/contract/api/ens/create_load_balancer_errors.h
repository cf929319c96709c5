#pragma once

#include "contract/api/error.h"

namespace sluice::api {

// The page's table, in its order; OrderSysConstraintInvalid occurs twice, with two messages.
extern const ErrorRow create_load_balancer_errors[107];

}  // namespace sluice::api
