#pragma once
// A database copied into one file, for safekeeping and back. Blocks; other threads and processes may use the
// database meanwhile.

#include <cstdint>
#include <span>
#include <string>

#include "platform/base/result.h"
#include "platform/storage/migration.h"

namespace sluice::storage {

inline constexpr const char* partial_suffix = ".part-";

struct CopiedDatabase {
  int schema_version;
  int64_t bytes;
};

// Writes what the database at `from` holds at one instant into the new file `to` (mode 0600), and reads that
// file as a whole before it gets its name: its pages, indexes and references fit together, and its steps are
// a beginning of `migrations`. It is complete, durable and there, or not there. A file that is there already
// is refused. The error is a sentence for the operator.
//
// A process that is killed leaves `to` + partial_suffix and six more characters.
//
// The writer of `from` cannot start its log over while this reads: the log grows by what is written then.
base::Result<CopiedDatabase, std::string> copy_sqlite(const std::string& from, const std::string& to,
                                                      std::span<const Migration> migrations);

}  // namespace sluice::storage
