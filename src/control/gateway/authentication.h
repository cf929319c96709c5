#pragma once
// Checks 7 to 12 of the gateway, in their order: what a signature needs is there, the key is known and
// active, the time is right, the token fits the key, the signature matches, the nonce is new. Order and codes
// are what clients see; the tests hold them as a table.
//
// Whether a temporary key is known is told by its token alone, so it is check 10 that refuses an unknown one:
// by what is wrong with the token, or as MissingSecurityToken. An empty token counts as none: the old C++
// core sends one with every key.

#include <optional>

#include "contract/api/error.h"
#include "contract/signature/request.h"
#include "control/gateway/envelope.h"
#include "control/identity/caller.h"
#include "control/identity/key_ring.h"
#include "control/identity/session_tokens.h"
#include "control/nonces/recent_nonces.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"

namespace sluice::gateway {

// Whose call it is, the nonce that it has used up, and what policies let the caller do.
struct Authenticated {
  identity::Caller caller;
  nonces::Nonce nonce;
  std::shared_ptr<const identity::Permissions> permissions;  // null for the account itself
};

// `now` is real time: a stepped business clock does not touch signatures.
base::Result<Authenticated, api::Error> authenticate(const Envelope& envelope,
                                                     const signature::Request& request,
                                                     const identity::KeyRing& keys,
                                                     const identity::SessionTokens& tokens,
                                                     nonces::RecentNonces& recent_nonces, base::WallTime now);

// Whose access key a request names that was refused, for the audit trail; nothing where that cannot be told.
// Of a temporary key its token tells it, also one that has expired.
std::optional<identity::Caller> named_caller(const Envelope& envelope, const identity::KeyRing& keys,
                                             const identity::SessionTokens& tokens);

}  // namespace sluice::gateway
