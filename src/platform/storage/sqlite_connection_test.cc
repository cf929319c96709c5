#include "platform/storage/sqlite_connection.h"

#include <limits>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "platform/storage/sqlite_error.h"
#include "platform/storage/testing/scratch_directory.h"

namespace sluice::storage {
namespace {

using Kind = EngineError::Kind;

class SqliteConnectionTest : public ::testing::Test {
 protected:
  SqliteConnectionTest() { connection_.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)"); }

  int64_t number(std::string_view sql) {
    int64_t answer = -1;
    connection_.query(sql, {}, [&](const Row& row) { answer = row.integer(0); });
    return answer;
  }

  ScratchDirectory directory_;
  const std::string path_ = directory_.path("db");
  SqliteConnection connection_{path_, "", SqliteConnection::Access::ReadWrite};
};

// Nothing if the action did not throw.
std::optional<Kind> kind_thrown_by(const std::function<void()>& action) {
  try {
    action();
  } catch (const EngineError& error) {
    return error.kind();
  }
  return std::nullopt;
}

TEST_F(SqliteConnectionTest, WritesAheadSyncsFullyAndChecksReferences) {
  constexpr int full = 2;
  EXPECT_EQ(number("PRAGMA synchronous"), full);
  EXPECT_EQ(number("PRAGMA foreign_keys"), 1);
  connection_.query("PRAGMA journal_mode", {}, [](const Row& row) { EXPECT_EQ(row.text(0), "wal"); });
}

TEST_F(SqliteConnectionTest, ValuesComeBackAsTheyWent) {
  constexpr int64_t lowest = std::numeric_limits<int64_t>::min();
  constexpr std::string_view with_zero("a\0b", 3);
  connection_.query("SELECT ?, ?, ?, ?, ?", {lowest, with_zero, std::string_view{}, "", nullptr},
                    [&](const Row& row) {
                      EXPECT_EQ(row.integer(0), lowest);
                      EXPECT_EQ(row.text(1), with_zero);
                      EXPECT_FALSE(row.is_null(2));
                      EXPECT_EQ(row.text(2), "");
                      EXPECT_FALSE(row.is_null(3));
                      EXPECT_TRUE(row.is_null(4));
                      EXPECT_EQ(row.integer(4), 0);
                      EXPECT_EQ(row.text(4), "");
                    });
}

TEST_F(SqliteConnectionTest, ExecuteCountsTheRowsItChanged) {
  EXPECT_EQ(connection_.execute("INSERT INTO t (name) VALUES ('a'), ('b')"), 2);
  EXPECT_EQ(connection_.execute("CREATE TABLE other (id INTEGER)"), 0);
  EXPECT_EQ(connection_.execute("UPDATE t SET name = ? WHERE id = ?", {"c", 7}), 0);
  EXPECT_EQ(connection_.execute("INSERT INTO t (name) VALUES ('a') ON CONFLICT DO NOTHING"), 0);
  EXPECT_EQ(connection_.execute("DELETE FROM t WHERE id = ?", {1}), 1);
}

TEST_F(SqliteConnectionTest, AQueryMayBeAskedAgainForEachOfItsRows) {
  connection_.execute("INSERT INTO t (name) VALUES ('a'), ('b'), ('c')");
  std::string pairs;
  connection_.query("SELECT name FROM t ORDER BY id", {}, [&](const Row& outer) {
    connection_.query("SELECT name FROM t ORDER BY id", {}, [&](const Row& inner) {
      pairs += std::string(outer.text(0)) + std::string(inner.text(0)) + " ";
    });
  });
  EXPECT_EQ(pairs, "aa ab ac ba bb bc ca cb cc ");
}

TEST_F(SqliteConnectionTest, KeepsABoundedNumberOfStatements) {
  for (size_t i = 0; i < 3 * SqliteConnection::statements_max; ++i) number("SELECT " + std::to_string(i));
  size_t prepared = 0;
  for (sqlite3_stmt* at = nullptr; (at = sqlite3_next_stmt(connection_.handle(), at)) != nullptr;) ++prepared;
  EXPECT_EQ(prepared, SqliteConnection::statements_max);
}

TEST_F(SqliteConnectionTest, AStatementIsFreeAgainAfterItFailed) {
  connection_.execute("INSERT INTO t (name) VALUES ('a')");
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(kind_thrown_by([&] { connection_.execute("INSERT INTO t (name) VALUES (?)", {"a"}); }),
              Kind::Constraint);
  }
  EXPECT_EQ(connection_.execute("INSERT INTO t (name) VALUES (?)", {"b"}), 1);
}

TEST_F(SqliteConnectionTest, MisuseIsADefect) {
  const struct {
    std::string_view sql;
    std::vector<Value> parameters;
  } table[] = {
      {"SELEC 1", {}},
      {"SELECT 1 FROM nowhere", {}},
      {"SELECT 1; SELECT 2", {}},
      {"", {}},
      {"-- nothing", {}},
      {"SELECT ?", {}},
      {"SELECT 1", {1}},
      {"SELECT \"text\"", {}},
      {"BEGIN", {}},
      {"COMMIT", {}},
      {"ROLLBACK", {}},
      {"SAVEPOINT mine", {}},
      {"RELEASE unit", {}},
      {"ATTACH 'other' AS other", {}},
  };
  for (const auto& row : table) {
    EXPECT_EQ(kind_thrown_by([&] { connection_.query(row.sql, row.parameters, [](const Row&) {}); }),
              Kind::Defect)
        << row.sql;
  }
  EXPECT_EQ(kind_thrown_by([&] { connection_.execute("SELECT 1"); }), Kind::Defect);
  const auto read_second = [](const Row& row) { std::ignore = row.integer(1); };
  EXPECT_EQ(kind_thrown_by([&] { connection_.query("SELECT 1", {}, read_second); }), Kind::Defect);
}

TEST_F(SqliteConnectionTest, AReaderCannotWrite) {
  SqliteConnection reader(path_, "", SqliteConnection::Access::ReadOnly);
  EXPECT_EQ(kind_thrown_by([&] { reader.execute("INSERT INTO t (name) VALUES ('a')"); }), Kind::Defect);
  EXPECT_EQ(kind_thrown_by([&] { reader.execute("CREATE TABLE other (id INTEGER)"); }), Kind::Defect);
}

TEST(SqliteError, CodesHaveTheirKind) {
  const struct {
    int code;
    Kind kind;
  } table[] = {
      {SQLITE_BUSY, Kind::Retry},
      {SQLITE_BUSY_SNAPSHOT, Kind::Retry},
      {SQLITE_LOCKED, Kind::Retry},
      {SQLITE_PROTOCOL, Kind::Retry},
      {SQLITE_CONSTRAINT_UNIQUE, Kind::Constraint},
      {SQLITE_CONSTRAINT_FOREIGNKEY, Kind::Constraint},
      {SQLITE_FULL, Kind::Unavailable},
      {SQLITE_IOERR_FSYNC, Kind::Unavailable},
      {SQLITE_CANTOPEN, Kind::Unavailable},
      {SQLITE_CORRUPT, Kind::Unavailable},
      {SQLITE_NOTADB, Kind::Unavailable},
      {SQLITE_NOMEM, Kind::Unavailable},
      {SQLITE_READONLY_DBMOVED, Kind::Unavailable},
      {SQLITE_READONLY, Kind::Defect},
      {SQLITE_ERROR, Kind::Defect},
      {SQLITE_AUTH, Kind::Defect},
      {SQLITE_TOOBIG, Kind::Defect},
      {SQLITE_RANGE, Kind::Defect},
      {SQLITE_MISUSE, Kind::Defect},
  };
  for (const auto& row : table) EXPECT_EQ(kind_of(row.code), row.kind) << sqlite3_errstr(row.code);
}

}  // namespace
}  // namespace sluice::storage
