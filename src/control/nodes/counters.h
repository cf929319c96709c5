#pragma once
// Named numbers in the database, each a row that its transaction writes: counters that grow in commit order,
// and places to go on from.

#include <cstdint>
#include <string_view>

#include "platform/storage/transaction.h"

namespace sluice::nodes {

// Counts up by one and returns the new value; the first is 1.
int64_t next_count(storage::Transaction& tx, std::string_view name);
// 0 before the first.
int64_t read_count(storage::Transaction& tx, std::string_view name);
void set_count(storage::Transaction& tx, std::string_view name, int64_t value);

}  // namespace sluice::nodes
