#pragma once
// What a new server sells, and at which prices.

#include "control/commerce/terms/terms_store.h"
#include "platform/storage/key_source.h"

namespace sluice::commerce {

// The balancer at its published prices, and the capacity plan, once in the life of a database: what the
// operator has taken away since does not come back. Called inside a unit of work.
void seed_terms(storage::Transaction& tx, storage::KeySource& keys, base::WallTime now);

}  // namespace sluice::commerce
