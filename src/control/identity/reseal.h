#pragma once
// Every secret in the database under the key that seals now, so that earlier keys can go. It goes in steps of
// reseal_step_rows_max rows, each a unit of its own: whatever is stopped between two of them leaves secrets
// that one or the other key of the sealer opens, and may be done again. What is sealed meanwhile is sealed
// under the new key.

#include <cstdint>
#include <set>
#include <string>

#include "control/identity/sealer.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/storage/database.h"

namespace sluice::identity {

inline constexpr int64_t reseal_step_rows_max = 500;

// How many were sealed anew. Blocks until the database has answered; not for a loop. The error is a sentence
// that names the row whose secret no key of the sealer opens; then earlier keys are still needed.
base::Result<int64_t, std::string> reseal_all(storage::Database& database, const Sealer& sealer,
                                              base::Random& random);

// The ids of the keys that the secrets are sealed under (Sealer::key_id_of); an empty one for those of the
// first version. Called inside units of work; of any version of the schema.
std::set<std::string> sealing_key_ids(storage::Transaction& tx);

// The first of them that does not open, in a sentence; empty if there is none. Called inside units of work.
std::string find_unopened(storage::Transaction& tx, const Sealer& sealer);

}  // namespace sluice::identity
