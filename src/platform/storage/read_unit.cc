#include "platform/storage/read_unit.h"

#include "platform/storage/run_unit.h"

namespace sluice::storage {

std::optional<Failure> read_unit(const Database::Unit& unit, SqliteConnection& connection, int attempts_max) {
  for (int attempt = 1;; ++attempt) {
    try {
      connection.begin_read();
      run_unit(unit, connection);
      connection.rollback();
      return std::nullopt;
    } catch (const EngineError& error) {
      connection.rollback();
      if (error.kind() == EngineError::Kind::Retry && attempt < attempts_max) continue;
      return failure_of(error);
    }
  }
}

}  // namespace sluice::storage
