#pragma once
// The tables of the control plane, as numbered forward-only steps. A step that has landed never changes.

#include <cstdint>
#include <span>
#include <string_view>

#include "platform/storage/migration.h"
#include "platform/storage/transaction.h"

namespace sluice::schema {

std::span<const storage::Migration> migrations();

// Those whose primary key comes from a KeySource.
std::span<const std::string_view> keyed_tables();
// The greatest primary key in any of them; 0 if they are empty. Called inside units of work.
int64_t newest_key(storage::Transaction& tx);

}  // namespace sluice::schema
