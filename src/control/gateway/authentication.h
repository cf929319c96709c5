#pragma once
// Checks 7 to 12 of the gateway, in their order: what a signature needs is there, the key is known and
// active, the time is right, the token fits the key, the signature matches, the nonce is new. Order and codes
// are what clients see; the tests hold them as a table.

#include "contract/api/error.h"
#include "contract/signature/request.h"
#include "control/gateway/envelope.h"
#include "control/gateway/nonce_store.h"
#include "control/identity/caller.h"
#include "control/identity/key_ring.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace sluice::gateway {

inline constexpr std::chrono::minutes clock_skew_max{15};

// `now` is real time: a stepped business clock does not touch signatures.
base::Result<identity::Caller, api::Error> authenticate(const Envelope& envelope,
                                                        const signature::Request& request,
                                                        const identity::KeyRing& keys, NonceStore& nonces,
                                                        base::WallTime now);

}  // namespace sluice::gateway
