#include "platform/storage/sqlite_connection.h"

#include <sqlite3.h>

#include "platform/base/durable_file.h"
#include "platform/base/log.h"
#include "platform/storage/sqlite_error.h"

namespace sluice::storage {
namespace {

constexpr size_t control_statements_max = 8;

// Clears a flag when the scope ends.
class Raised {
 public:
  explicit Raised(bool& flag) : flag_(flag) { flag_ = true; }
  ~Raised() { flag_ = false; }
  Raised(const Raised&) = delete;
  Raised& operator=(const Raised&) = delete;

 private:
  bool& flag_;
};

EngineError defect(std::string_view what, std::string_view sql) {
  return EngineError(EngineError::Kind::Defect, std::string(what) + " (" + std::string(sql) + ")");
}

// SQLite asks while it prepares a statement; `allowed` is SqliteConnection::controlling_.
int authorize(void* allowed, int action, const char*, const char*, const char*, const char*) {
  switch (action) {
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
      return *static_cast<const bool*>(allowed) ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_OK;
  }
}

class SqliteRow final : public Row {
 public:
  SqliteRow(sqlite3_stmt* statement, std::string_view sql) : statement_(statement), sql_(sql) {}

  bool is_null(int column) const override {
    check(column);
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  int64_t integer(int column) const override {
    check(column);
    return sqlite3_column_int64(statement_, column);
  }
  std::string_view text(int column) const override {
    check(column);
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (bytes == nullptr) return {};
    return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  // SQLite answers NULL for a column that is not there; a slip of the pen deserves better.
  void check(int column) const {
    if (column < 0 || column >= sqlite3_data_count(statement_)) {
      throw defect("no column " + std::to_string(column), sql_);
    }
  }

  sqlite3_stmt* statement_;
  std::string_view sql_;
};

struct Bind {
  sqlite3_stmt* statement;
  int position;

  int operator()(std::nullptr_t) const { return sqlite3_bind_null(statement, position); }
  int operator()(int64_t value) const { return sqlite3_bind_int64(statement, position, value); }
  int operator()(std::string_view text) const {
    // A null pointer would bind NULL, and a default-constructed view is an empty text.
    const char* bytes = text.data() == nullptr ? "" : text.data();
    return sqlite3_bind_text64(statement, position, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
};

// SQLite makes the name of a log durable with the first sync of whoever has created it. If that one was
// killed before, those who come later sync the log and never its name, and a loss of power would take away
// the log with all that was committed to it.
void sync_names(sqlite3* connection, const std::string& path) {
  const int result =
      sqlite3_file_control(connection, "main", SqliteConnection::sync_directory_operation, nullptr);
  const bool is_synced = result == SQLITE_NOTFOUND ? base::sync_directory_of(path) : result == SQLITE_OK;
  if (!is_synced) throw EngineError(EngineError::Kind::Unavailable, "the directory cannot be synced");
}

void bind(sqlite3* connection, sqlite3_stmt* statement, std::span<const Value> parameters,
          std::string_view sql) {
  if (static_cast<size_t>(sqlite3_bind_parameter_count(statement)) != parameters.size()) {
    throw defect("got " + std::to_string(parameters.size()) + " parameters", sql);
  }
  int position = 0;
  for (const Value& parameter : parameters) {
    if (std::visit(Bind{statement, ++position}, parameter) != SQLITE_OK) throw last_error(connection, sql);
  }
}

}  // namespace

void SqliteConnection::Close::operator()(sqlite3* connection) const {
  sqlite3_close(connection);
}

std::unique_ptr<sqlite3, SqliteConnection::Close> SqliteConnection::open(const std::string& path,
                                                                         const std::string& vfs,
                                                                         Access access) {
  const int flags =
      (access == Access::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* raw = nullptr;
  const int result = sqlite3_open_v2(path.c_str(), &raw, flags, vfs.empty() ? nullptr : vfs.c_str());
  std::unique_ptr<sqlite3, Close> connection(raw);  // to be closed also when opening it failed
  if (raw == nullptr) throw EngineError(EngineError::Kind::Unavailable, "out of memory");
  if (result != SQLITE_OK) throw last_error(raw, "open");
  return connection;
}

SqliteConnection::SqliteConnection(const std::string& path, const std::string& vfs, Access access)
    : connection_(open(path, vfs, access)),
      control_statements_(handle(), control_statements_max),
      statements_(handle(), statements_max) {
  sqlite3_busy_timeout(handle(), busy_timeout_ms);
  // Portable SQL has its texts in single quotes; here "x" must be a column, as it is elsewhere.
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_set_authorizer(handle(), authorize, &controlling_);
  if (access == Access::ReadOnly) return;

  // SQLite opens what it may not write for reading, without a word.
  if (sqlite3_db_readonly(handle(), "main") != 0) {
    throw EngineError(EngineError::Kind::Unavailable, "the file may be read only");
  }
  query("PRAGMA journal_mode = WAL", {}, [](const Row& row) {
    if (row.text(0) == "wal") return;
    throw EngineError(EngineError::Kind::Unavailable, "the file system cannot hold a write-ahead log");
  });
  sync_names(handle(), path);  // the log's as well, which is there by now
  execute("PRAGMA synchronous = FULL");
  execute("PRAGMA foreign_keys = ON");
  // The undo log of a unit's savepoint stays in memory; by default it goes to a temporary file, page by page.
  execute("PRAGMA temp_store = MEMORY");
  execute("PRAGMA cache_size = -" + std::to_string(cache_kib_max));
}

int64_t SqliteConnection::execute(std::string_view sql, std::initializer_list<Value> parameters) {
  const auto loan = statements_.borrow(sql);
  if (sqlite3_column_count(loan.get()) != 0) throw defect("execute of a statement that returns rows", sql);
  bind(handle(), loan.get(), {parameters.begin(), parameters.size()}, sql);
  const int64_t changes_before = sqlite3_total_changes64(handle());
  if (sqlite3_step(loan.get()) != SQLITE_DONE) throw last_error(handle(), sql);
  // A statement that is no INSERT, UPDATE or DELETE leaves the count of the one before it standing.
  return sqlite3_total_changes64(handle()) == changes_before ? 0 : sqlite3_changes64(handle());
}

void SqliteConnection::query(std::string_view sql, std::span<const Value> parameters,
                             const std::function<void(const Row&)>& each) {
  const auto loan = statements_.borrow(sql);
  bind(handle(), loan.get(), parameters, sql);
  const SqliteRow row(loan.get(), sql);
  int result;
  while ((result = sqlite3_step(loan.get())) == SQLITE_ROW) each(row);
  if (result != SQLITE_DONE) throw last_error(handle(), sql);
}

void SqliteConnection::execute_script(const std::string& sql) {
  if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw last_error(handle(), "script");
  }
}

void SqliteConnection::control(std::string_view sql) {
  const Raised allowed(controlling_);
  const auto loan = control_statements_.borrow(sql);
  if (sqlite3_step(loan.get()) != SQLITE_DONE) throw last_error(handle(), sql);
}

void SqliteConnection::undo_to_mark() {
  control("ROLLBACK TO unit");
  control("RELEASE unit");
}

void SqliteConnection::rollback() noexcept {
  if (!in_transaction()) return;
  try {
    control("ROLLBACK");
  } catch (const EngineError& error) {
    // SQLite has left the transaction all the same; the next BEGIN tells whether the file can be used.
    base::log_error("storage.rollback_failed", {{"reason", error.what()}});
  }
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(handle()) == 0;
}

bool SqliteConnection::has_broken_references() const {
  int current = 0;
  int highest = 0;
  sqlite3_db_status(handle(), SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0);
  return current != 0;
}

void SqliteConnection::copy_into(const std::string& path) {
  constexpr std::string_view sql = "VACUUM INTO ?";
  const Raised allowed(controlling_);  // it attaches the copy
  const auto loan = control_statements_.borrow(sql);
  const Value target = std::string_view(path);
  bind(handle(), loan.get(), {&target, 1}, sql);
  if (sqlite3_step(loan.get()) != SQLITE_DONE) throw last_error(handle(), sql);
}

}  // namespace sluice::storage
