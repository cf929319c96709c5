#pragma once

#include <atomic>
#include <memory>

#include "contract/model/ids.h"
#include "control/audit/trail.h"
#include "control/identity/caller.h"
#include "control/nonces/nonce.h"
#include "control/providers/consultation/consultation.h"
#include "platform/base/clock.h"
#include "platform/base/ip.h"

namespace sluice::actions {

// How a request reached the service: what no signature covers.
struct Origin {
  bool over_tls = false;
  base::Ipv4 address;  // of the other end of the connection
};

// One call, as its handler sees it. A value.
struct Call {
  model::RequestId request_id;
  identity::Caller caller;
  nonces::Nonce nonce;
  base::WallTime received;  // real time
  base::WallTime now;       // business time
  Origin origin = {};
  bool commerce_denied = false;  // a policy denies the caller to place or to pay orders
  // What is written down with a change. Null for a call that only reads, and for no other.
  std::shared_ptr<const audit::Attempt> attempt;
  // With whom it may be talked about outside; null: nobody. Belongs to this one call.
  std::shared_ptr<providers::Consultation> consultation = nullptr;
  // Becomes true when it has only to wait for what follows its commit. Null where nothing does.
  std::shared_ptr<std::atomic<bool>> committed = nullptr;
};

}  // namespace sluice::actions
