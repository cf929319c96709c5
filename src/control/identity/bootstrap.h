#pragma once
// The first start: the operator's account and key exist afterwards, whatever happened before.
//
// The first key comes from the environment (SLUICE_ROOT_ACCESS_KEY_ID / _SECRET), else it is drawn and
// written to `credentials.json` (mode 0600) in the data directory. In a development server the operator's
// account is the ready account too.

#include <functional>
#include <string>

#include "control/identity/identity_store.h"
#include "control/identity/sealer.h"
#include "platform/base/clock.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/storage/database.h"
#include "platform/storage/key_source.h"

namespace sluice::identity {

struct FirstKey {
  std::string access_key_id;  // empty: draw one
  base::Secret access_key_secret;
};

using AccountOpened =
    std::function<void(storage::Transaction& tx, const StoredAccount& account, base::WallTime now)>;

struct BootstrapOptions {
  FirstKey first_key;
  std::string credentials_path;
  // What else comes with the account, in the transaction that makes it; may be null.
  AccountOpened opened;
};

// Blocks until the database has answered; for the start of the process, not for a loop.
base::Result<void, std::string> bootstrap(storage::Database& database, storage::KeySource& keys,
                                          base::Random& random, const base::Clock& clock,
                                          const Sealer& sealer, const BootstrapOptions& options);

}  // namespace sluice::identity
