#pragma once
// SQLite behind the storage seam: WAL, synchronous=FULL, one writer connection and thread, `reader_threads`
// readers for calls and one for delivery.

#include <memory>
#include <span>
#include <string>

#include "platform/base/result.h"
#include "platform/storage/database.h"
#include "platform/storage/migration.h"

namespace sluice::storage {

struct SqliteOptions {
  std::string path;
  std::span<const Migration> migrations;
  int reader_threads = 1;
  size_t units_waiting_max = 4096;  // per queue
  size_t units_per_commit_max = 256;
  int attempts_per_unit_max = 8;  // runs of one unit before Retry turns into Unavailable
  std::string vfs;                // an SQLite VFS by name; empty: the default. Tests inject faults here.
};

// Opens or creates the file, applies the missing migrations in one transaction each, and starts the threads.
// The error is a sentence for the operator; a schema newer than `migrations` is refused.
base::Result<std::unique_ptr<Database>, std::string> open_sqlite(const SqliteOptions& options);

}  // namespace sluice::storage
