#pragma once
// Brings a database to the newest schema. What has been applied is recorded in the table schema_migrations,
// in the same transaction as the step itself, so a crash or a failing step leaves the version before it.

#include <span>

#include "platform/storage/migration.h"
#include "platform/storage/sqlite_connection.h"

namespace sluice::storage {

// Throws EngineError with a sentence for the operator: a step failed, the database is newer than
// `migrations`, or the two have different histories.
void migrate(SqliteConnection& connection, std::span<const Migration> migrations);

// The number of the newest step that the database has; 0 without any. Changes nothing; throws as migrate does
// where the steps are not a beginning of `migrations`.
int schema_version(SqliteConnection& connection, std::span<const Migration> migrations);

}  // namespace sluice::storage
