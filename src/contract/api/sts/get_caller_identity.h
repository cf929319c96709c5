#pragma once

#include "contract/api/action.h"

namespace sluice::api {

// Who calls: an account, a RAM user or a role that was assumed. Whoever has a key may ask.
struct GetCallerIdentity {
  static const Action declaration;
};

}  // namespace sluice::api
