#pragma once
// Named counters in the database that grow in commit order, as each one is a row that its transaction writes.

#include <cstdint>
#include <string_view>

#include "platform/storage/transaction.h"

namespace sluice::nodes {

// Counts up by one and returns the new value; the first is 1.
int64_t next_count(storage::Transaction& tx, std::string_view name);

}  // namespace sluice::nodes
