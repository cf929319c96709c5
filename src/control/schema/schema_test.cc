#include "control/schema/schema.h"

#include <set>

#include <gtest/gtest.h>

#include "platform/storage/sqlite_database.h"
#include "platform/storage/testing/blocking.h"
#include "platform/storage/testing/scratch_directory.h"

namespace sluice::schema {
namespace {

class Schema : public ::testing::Test {
 protected:
  Schema() {
    auto opened = storage::open_sqlite({.path = directory_.path("db"), .migrations = migrations()});
    if (!opened) throw std::runtime_error(opened.error());
    database_ = *std::move(opened);
  }

  template <class Work>
  auto run(Work work) {
    using Outcome = base::Result<std::invoke_result_t<Work, storage::Transaction&>, std::string>;
    auto told = storage::write_now(*database_, [&](storage::Transaction& tx) -> Outcome { return work(tx); });
    EXPECT_TRUE(told) << told.error().message;
    return **std::move(told);
  }

  storage::ScratchDirectory directory_;
  std::unique_ptr<storage::Database> database_;
};

TEST_F(Schema, EveryTableWithAnIntegerKeyIsNamedAsKeyed) {
  const auto with_key = run([](storage::Transaction& tx) {
    std::set<std::string> tables;
    tx.query(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.name = 'key' AND c.type = 'INTEGER' AND c.pk = 1",
        {}, [&](const storage::Row& row) { tables.emplace(row.text(0)); });
    return tables;
  });
  EXPECT_EQ(with_key, std::set<std::string>(keyed_tables().begin(), keyed_tables().end()));
}

TEST_F(Schema, TheNewestKeyIsTheGreatestOfAllTables) {
  EXPECT_EQ(run(newest_key), 0);
  run([](storage::Transaction& tx) {
    tx.execute(
        "INSERT INTO accounts (key, account_id, name, is_operator, created_ms) VALUES (7, 'a', '', 0, 0)");
    return tx.execute(
        "INSERT INTO client_tokens (key, account_key, action, token, fingerprint, answer, expires_ms) "
        "VALUES (9, 7, '', '', '', '', 0)");
  });
  EXPECT_EQ(run(newest_key), 9);
}

TEST(SchemaMigrations, DesiredStateOfAnEarlierVersionIsKeptInItsOrder) {
  const storage::ScratchDirectory directory;
  const auto open = [&](std::span<const storage::Migration> steps) {
    auto opened = storage::open_sqlite({.path = directory.path("db"), .migrations = steps});
    EXPECT_TRUE(opened) << opened.error();
    return *std::move(opened);
  };
  using Rows = std::vector<std::tuple<int64_t, int64_t, std::string>>;
  using Outcome = base::Result<Rows, std::string>;
  {
    const auto earlier = open(migrations().first(1));
    EXPECT_TRUE(storage::write_now(*earlier, [](storage::Transaction& tx) -> Outcome {
      tx.execute("INSERT INTO networks VALUES (5, 'n-1', 1, 'region', 0, 8, '', '', '[]', 0)");
      tx.execute("INSERT INTO vswitches VALUES (6, 'vsw-1', 1, 5, 'region', 0, 24, 0, '', '', '[]', 0)");
      tx.execute(
          "INSERT INTO load_balancers VALUES (7, 'lb-m', 1, 'region', 5, 6, 1, '', '', 'Month', 1, 0)");
      tx.execute(
          "INSERT INTO desired_state (load_balancer_id, node_id, revision, is_gone, message) "
          "VALUES ('lb-a', 'local', 12, 1, 'gone'), ('lb-m', 'local', 13, 0, 'wanted'), "
          "('lb-z', 'local', 11, 1, 'gone before')");
      return Rows{};
    }));
  }
  const auto now = open(migrations());
  const auto rows = storage::write_now(*now, [](storage::Transaction& tx) -> Outcome {
    Rows found;
    tx.query("SELECT load_balancer_key, revision, message FROM desired_state ORDER BY revision", {},
             [&](const storage::Row& row) {
               found.emplace_back(row.integer(0), row.integer(1), std::string(row.text(2)));
             });
    return found;
  });
  ASSERT_TRUE(rows);
  EXPECT_EQ(**rows, (Rows{{-11, 11, "gone before"}, {-12, 12, "gone"}, {7, 13, "wanted"}}));
}

}  // namespace
}  // namespace sluice::schema
