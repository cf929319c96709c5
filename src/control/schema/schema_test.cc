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

}  // namespace
}  // namespace sluice::schema
