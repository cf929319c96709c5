#pragma once

#include "contract/model/ids.h"
#include "control/identity/caller.h"
#include "control/nonces/nonce.h"
#include "platform/base/clock.h"

namespace sluice::actions {

// One call, as its handler sees it. A value.
struct Call {
  model::RequestId request_id;
  identity::Caller caller;
  nonces::Nonce nonce;
  base::WallTime received;  // real time
  base::WallTime now;       // business time
};

}  // namespace sluice::actions
