#pragma once
// Creates that cost money: a deposit of one month for each balancer, and an account that can pay a great
// many.

#include "platform/storage/key_source.h"
#include "platform/storage/transaction.h"
#include "tests/support/api.h"

namespace sluice::bench {

// At a server that runs, by the operator's own account for itself: the deposit, and with money for it.
void sell_with_deposit(e2e::Api& api);
void charge_deposits(e2e::Api& api);

// In a database: the same for an account that is a customer in it.
void charge_deposits(storage::Transaction& tx, storage::KeySource& keys, int64_t account_key,
                     base::WallTime now);

}  // namespace sluice::bench
