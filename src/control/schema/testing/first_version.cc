#include "control/schema/testing/first_version.h"

#include <fstream>
#include <stdexcept>

#include "control/schema/schema.h"
#include "platform/storage/sqlite_database.h"
#include "platform/storage/testing/blocking.h"

namespace sluice::schema {

void make_first_version(const std::string& path) {
  auto database = storage::open_sqlite({.path = path, .migrations = migrations().first(1)});
  if (!database) throw std::runtime_error(database.error());
  using Rows = base::Result<int, std::string>;
  const auto told = storage::write_now(**database, [](storage::Transaction& tx) -> Rows {
    std::ifstream file(SLUICE_SOURCE_DIR "/src/control/schema/testing/first_version.sql");
    int rows = 0;
    for (std::string statement; std::getline(file, statement);) {
      if (!statement.starts_with("--")) rows += static_cast<int>(tx.execute(statement));
    }
    return rows;
  });
  if (!told) throw std::runtime_error(told.error().message);
  if (**told == 0) throw std::runtime_error("first_version.sql is not there");
}

}  // namespace sluice::schema
