#pragma once

#include "contract/model/ids.h"
#include "control/identity/caller.h"
#include "platform/base/clock.h"

namespace sluice::actions {

// One call, as its handler sees it. A value; `now` is business time, read once per call.
struct Call {
  model::RequestId request_id;
  identity::Caller caller;
  base::WallTime now;
};

}  // namespace sluice::actions
