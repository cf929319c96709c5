#include "platform/storage/sqlite_migrations.h"

#include <string>
#include <vector>

namespace sluice::storage {
namespace {

std::string title(const Migration& step) {
  return "migration " + std::to_string(step.number) + " (" + std::string(step.name) + ")";
}

[[noreturn]] void refuse_history(const std::string& sentence) {
  throw EngineError(EngineError::Kind::Defect, sentence);
}

void check_numbering(std::span<const Migration> migrations) {
  for (size_t i = 0; i < migrations.size(); ++i) {
    if (migrations[i].number != static_cast<int>(i) + 1) {
      refuse_history(title(migrations[i]) + " stands where number " + std::to_string(i + 1) + " is expected");
    }
  }
}

// How many of `migrations` the database has; refuses a history that is not a beginning of theirs.
size_t applied_steps(SqliteConnection& connection, std::span<const Migration> migrations) {
  size_t applied = 0;
  connection.query("SELECT number, name FROM schema_migrations ORDER BY number", {}, [&](const Row& row) {
    if (applied < migrations.size()) {
      const Migration& step = migrations[applied];
      if (row.integer(0) != step.number || row.text(1) != step.name) {
        refuse_history("the database has migration " + std::to_string(row.integer(0)) + " (" +
                       std::string(row.text(1)) + ") where this program has " + title(step));
      }
    }
    ++applied;
  });
  if (applied > migrations.size()) {
    refuse_history("the database has schema version " + std::to_string(applied) +
                   ", and this program knows versions up to " + std::to_string(migrations.size()) +
                   ": run the newer program that wrote it");
  }
  return applied;
}

// One transaction: applies the first missing step, if there is one. False when there was none.
bool apply_next(SqliteConnection& connection, std::span<const Migration> migrations) {
  connection.begin_write();
  connection.execute(
      "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)");
  const size_t applied = applied_steps(connection, migrations);
  if (applied < migrations.size()) {
    const Migration& step = migrations[applied];
    try {
      connection.execute_script(std::string(step.sql));
    } catch (const EngineError& error) {
      throw EngineError(error.kind(), title(step) + " failed: " + error.what());
    }
    connection.execute("INSERT INTO schema_migrations (number, name) VALUES (?, ?)",
                       {step.number, step.name});
  }
  connection.commit();
  return applied < migrations.size();
}

}  // namespace

void migrate(SqliteConnection& connection, std::span<const Migration> migrations) {
  check_numbering(migrations);
  try {
    while (apply_next(connection, migrations)) {
    }
  } catch (const EngineError&) {
    connection.rollback();
    throw;
  }
}

int schema_version(SqliteConnection& connection, std::span<const Migration> migrations) {
  bool has_history = false;
  connection.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'", {},
                   [&](const Row&) { has_history = true; });
  return has_history ? static_cast<int>(applied_steps(connection, migrations)) : 0;
}

}  // namespace sluice::storage
