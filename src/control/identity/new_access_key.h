#pragma once
// Access keys that are handed out: drawn, sealed for the table, and told once.

#include "control/identity/identity_store.h"
#include "control/identity/sealer.h"
#include "platform/base/random.h"
#include "platform/base/secret.h"

namespace sluice::identity {

struct NewAccessKey {
  StoredAccessKey stored;
  base::Secret secret;
};

// Of a user, or with 0 of the account itself. Stores nothing.
NewAccessKey draw_access_key(const StoredAccount& account, int64_t user_key, const Sealer& sealer,
                             base::Random& random, base::WallTime now);

}  // namespace sluice::identity
