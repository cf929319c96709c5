#pragma once
// A read unit on a connection: one snapshot, and again after a lost race.

#include <optional>

#include "platform/storage/database.h"
#include "platform/storage/sqlite_connection.h"

namespace sluice::storage {

// What its `done` is to be told. Outside any transaction.
std::optional<Failure> read_unit(const Database::Unit& unit, SqliteConnection& connection, int attempts_max);

}  // namespace sluice::storage
