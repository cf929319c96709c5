#include "platform/storage/sqlite_look.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

#include "platform/storage/sqlite_connection.h"
#include "platform/storage/sqlite_migrations.h"

namespace sluice::storage {

base::Result<int, std::string> look_into_sqlite(const std::string& path,
                                                std::span<const Migration> migrations,
                                                const std::function<void(Transaction&)>& look) {
  const std::string cannot = "cannot read the database " + path + ": ";
  if (::access(path.c_str(), R_OK) != 0) return base::Unexpected{cannot + std::strerror(errno)};
  try {
    SqliteConnection connection(path, "", SqliteConnection::Access::ReadOnly);
    const int version = schema_version(connection, migrations);
    if (version == 0) {
      return base::Unexpected{cannot + "it has no schema version: it is no database of this program"};
    }
    connection.begin_read();
    look(connection);
    connection.rollback();
    return version;
  } catch (const EngineError& error) {
    return base::Unexpected{cannot + error.what()};
  }
}

}  // namespace sluice::storage
