#pragma once
// The nonces of calls that changed something, kept by the change's own transaction: a request that took
// effect cannot take effect again, whatever stopped or was started in between, and whichever process it
// reaches.
//
// Rows lie in the order of their timestamps, so that new ones go to the end and expired ones leave from the
// front.

#include "control/nonces/nonce.h"
#include "platform/storage/transaction.h"

namespace sluice::nonces {

inline constexpr int64_t expired_nonces_per_call_max = 2;  // each new row clears away a few old ones

// False if this request has taken effect before. `now` is the server's time.
bool use(storage::Transaction& tx, const Nonce& nonce, base::WallTime now);

}  // namespace sluice::nonces
