#include "platform/storage/sqlite_migrations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/storage/testing/scratch_directory.h"

namespace sluice::storage {
namespace {

using ::testing::HasSubstr;

constexpr Migration networks{
    1, "networks",
    "CREATE TABLE network (id INTEGER PRIMARY KEY);"
    "CREATE TABLE vswitch (id INTEGER PRIMARY KEY, network INTEGER REFERENCES network (id));"};
constexpr Migration names{2, "names", "ALTER TABLE network ADD COLUMN name TEXT NOT NULL DEFAULT ''"};
constexpr Migration broken{3, "broken", "CREATE TABLE half (id INTEGER); INSERT INTO missing VALUES (1);"};

class SqliteMigrationsTest : public ::testing::Test {
 protected:
  // The sentence of the refusal, or "applied".
  std::string run(std::initializer_list<Migration> migrations) {
    const std::vector<Migration> steps(migrations);
    try {
      SqliteConnection connection(path_, "", SqliteConnection::Access::ReadWrite);
      migrate(connection, steps);
      EXPECT_FALSE(connection.in_transaction());
    } catch (const EngineError& error) {
      return error.what();
    }
    return "applied";
  }

  // "1 networks 2 names " and the tables there are.
  std::string rows(std::string_view sql) {
    SqliteConnection connection(path_, "", SqliteConnection::Access::ReadWrite);
    std::string found;
    connection.query(sql, {}, [&](const Row& row) { found += std::string(row.text(0)) + " "; });
    return found;
  }
  std::string history() {
    return rows("SELECT number || ' ' || name FROM schema_migrations ORDER BY number");
  }
  std::string tables() { return rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"); }

  ScratchDirectory directory_;
  const std::string path_ = directory_.path("db");
};

TEST_F(SqliteMigrationsTest, AFreshDatabaseGetsEveryStep) {
  EXPECT_EQ(run({networks, names}), "applied");
  EXPECT_EQ(history(), "1 networks 2 names ");
  EXPECT_EQ(tables(), "network schema_migrations vswitch ");
}

TEST_F(SqliteMigrationsTest, AnOlderDatabaseGetsTheMissingSteps) {
  EXPECT_EQ(run({networks}), "applied");
  rows("INSERT INTO network (id) VALUES (7) RETURNING id");
  EXPECT_EQ(run({networks, names}), "applied");
  EXPECT_EQ(history(), "1 networks 2 names ");
  EXPECT_EQ(rows("SELECT id || name FROM network"), "7 ");
}

TEST_F(SqliteMigrationsTest, ASecondStartChangesNothing) {
  EXPECT_EQ(run({networks, names}), "applied");
  EXPECT_EQ(run({networks, names}), "applied");
  EXPECT_EQ(history(), "1 networks 2 names ");
}

TEST_F(SqliteMigrationsTest, ANewerDatabaseIsRefused) {
  EXPECT_EQ(run({networks, names}), "applied");
  EXPECT_EQ(run({networks}),
            "the database has schema version 2, and this program knows versions up to 1: run the newer "
            "program that "
            "wrote it");
}

TEST_F(SqliteMigrationsTest, AnotherHistoryIsRefused) {
  EXPECT_EQ(run({networks}), "applied");
  EXPECT_EQ(run({{1, "other", "CREATE TABLE other (id INTEGER)"}, names}),
            "the database has migration 1 (networks) where this program has migration 1 (other)");
  EXPECT_EQ(history(), "1 networks ");
}

TEST_F(SqliteMigrationsTest, AFailingStepLeavesTheVersionBeforeIt) {
  EXPECT_THAT(run({networks, names, broken}),
              HasSubstr("migration 3 (broken) failed: no such table: missing"));
  EXPECT_EQ(history(), "1 networks 2 names ");
  EXPECT_EQ(tables(), "network schema_migrations vswitch ");
}

TEST_F(SqliteMigrationsTest, AStepCannotEndItsTransaction) {
  EXPECT_THAT(run({{1, "greedy", "CREATE TABLE a (id INTEGER); COMMIT; CREATE TABLE b (id INTEGER);"}}),
              HasSubstr("migration 1 (greedy) failed: not authorized"));
  EXPECT_EQ(tables(), "");
}

TEST_F(SqliteMigrationsTest, GapsInTheNumbersAreRefused) {
  EXPECT_EQ(run({networks, broken}), "migration 3 (broken) stands where number 2 is expected");
  EXPECT_EQ(tables(), "");
}

}  // namespace
}  // namespace sluice::storage
