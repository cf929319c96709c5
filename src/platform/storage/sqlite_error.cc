#include "platform/storage/sqlite_error.h"

#include <sqlite3.h>

namespace sluice::storage {
namespace {

constexpr int primary_code_mask = 0xFF;

}  // namespace

EngineError::Kind kind_of(int extended_code) {
  switch (extended_code & primary_code_mask) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:  // lost the race for a WAL lock too often
    case SQLITE_SCHEMA:
      return EngineError::Kind::Retry;
    case SQLITE_CONSTRAINT:
      return EngineError::Kind::Constraint;
    case SQLITE_READONLY:
      // Plain: a reader tried to write. Extended: the directory or the file changed under us.
      return extended_code == SQLITE_READONLY ? EngineError::Kind::Defect : EngineError::Kind::Unavailable;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_PERM:
      return EngineError::Kind::Unavailable;
    default:
      return EngineError::Kind::Defect;
  }
}

EngineError last_error(sqlite3* connection, std::string_view doing) {
  return EngineError(kind_of(sqlite3_extended_errcode(connection)),
                     std::string(sqlite3_errmsg(connection)) + " (" + std::string(doing) + ")");
}

}  // namespace sluice::storage
