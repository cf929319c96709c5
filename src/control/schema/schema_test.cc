#include "control/schema/schema.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "control/schema/testing/first_version.h"
#include "control/schema/testing/scratch_database.h"

namespace sluice::schema {
namespace {

TEST(Schema, EveryTableWithAnIntegerKeyIsNamedAsKeyed) {
  ScratchDatabase database;
  const auto with_key = database.run([](storage::Transaction& tx) {
    std::set<std::string> tables;
    tx.query(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND c.name = 'key' AND c.type = 'INTEGER' AND c.pk = 1",
        {}, [&](const storage::Row& row) { tables.emplace(row.text(0)); });
    return tables;
  });
  EXPECT_EQ(with_key, std::set<std::string>(keyed_tables().begin(), keyed_tables().end()));
}

TEST(Schema, TheNewestKeyIsTheGreatestOfAllTables) {
  ScratchDatabase database;
  EXPECT_EQ(database.run(newest_key), 0);
  database.run([](storage::Transaction& tx) {
    tx.execute(
        "INSERT INTO accounts (key, account_id, name, is_operator, created_ms) VALUES (7, 'a', '', 0, 0)");
    return tx.execute(
        "INSERT INTO client_token_uses (key, token_key, outcome, differing, access_key_id, request_id, "
        "used_ms) VALUES (9, 8, '', '', '', '', 0)");
  });
  EXPECT_EQ(database.run(newest_key), 9);
}

// Networks 5 and vSwitch 6 (192.168.0.0/28, so 192.168.0.2 to .14) with balancer 7 at .3, as the first
// version left them: .2 was given back, .4 and .5 are the next ones.
void fill_first_version(storage::Transaction& tx) {
  tx.execute("INSERT INTO networks VALUES (5, 'n-1', 1, 'region', 0, 8, '', '', '[]', 0)");
  tx.execute(
      "INSERT INTO vswitches VALUES (6, 'vsw-1', 1, 5, 'region', 3232235520, 28, 3232235524, '', '', '[]', "
      "0)");
  tx.execute(
      "INSERT INTO load_balancers VALUES (7, 'lb-m', 1, 'region', 5, 6, 3232235523, '', '', 'Month', 1, 0)");
  tx.execute("INSERT INTO private_addresses VALUES (5, 3232235523, 6, 7)");
  tx.execute(
      "INSERT INTO desired_state (load_balancer_id, node_id, revision, is_gone, message) "
      "VALUES ('lb-a', 'local', 12, 1, 'gone'), ('lb-m', 'local', 13, 0, 'wanted'), "
      "('lb-z', 'local', 11, 1, 'gone before')");
}

TEST(SchemaMigrations, DesiredStateIsKeptInItsOrder) {
  using Rows = std::vector<std::tuple<int64_t, int64_t, std::string>>;
  ScratchDatabase database(migrations().first(1));
  database.run([](storage::Transaction& tx) { return fill_first_version(tx), 0; });
  database.migrate();
  const Rows rows = database.run([](storage::Transaction& tx) {
    Rows found;
    tx.query("SELECT load_balancer_key, revision, message FROM desired_state ORDER BY revision", {},
             [&](const storage::Row& row) {
               found.emplace_back(row.integer(0), row.integer(1), std::string(row.text(2)));
             });
    return found;
  });
  EXPECT_EQ(rows, (Rows{{-11, 11, "gone before"}, {-12, 12, "gone"}, {7, 13, "wanted"}}));
}

TEST(SchemaMigrations, AddressesThatWereGivenBackAreKnown) {
  ScratchDatabase database(migrations().first(1));
  database.run([](storage::Transaction& tx) { return fill_first_version(tx), 0; });
  database.migrate();
  const auto returned = database.run([](storage::Transaction& tx) {
    std::vector<int64_t> addresses;
    tx.query("SELECT address FROM returned_addresses WHERE vswitch_key = 6", {},
             [&](const storage::Row& row) { addresses.push_back(row.integer(0)); });
    return addresses;
  });
  EXPECT_EQ(returned, std::vector<int64_t>{3232235522});
}

TEST(SchemaMigrations, TokensGoOnAnsweringAndKnowWhenTheyWereMade) {
  ScratchDatabase database(migrations().first(1));
  database.run([](storage::Transaction& tx) {
    // Drawn at 2026-01-02T03:04:05Z: 189'486'245'000 ms after 2020-01-01.
    return tx.execute(
        "INSERT INTO client_tokens VALUES (397381457674240005, 1, 'CreateLoadBalancer', 't', 'f', '{}', "
        "1767323645000)");
  });
  database.migrate();
  const auto made = database.run([](storage::Transaction& tx) {
    std::vector<int64_t> found;
    tx.query("SELECT made_ms, expires_ms FROM client_tokens WHERE token = 't' AND succeeded_by = 0", {},
             [&](const storage::Row& row) {
               found = {row.integer(0), row.integer(1)};
             });
    return found;
  });
  EXPECT_EQ(made, (std::vector<int64_t>{1767323045000, 1767323645000}));
}

// Every table, and its columns.
using Tables = std::map<std::string, std::vector<std::string>>;
Tables read_tables(storage::Transaction& tx) {
  Tables tables;
  tx.query(
      "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
      {}, [&](const storage::Row& row) { tables[std::string(row.text(0))].emplace_back(row.text(1)); });
  return tables;
}

// The rows of a table as texts, sorted.
using Rows = std::multiset<std::vector<std::string>>;
Rows read_rows(storage::Transaction& tx, const std::string& table, const std::vector<std::string>& columns) {
  Rows rows;
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + column;
  tx.query("SELECT " + list + " FROM " + table, {}, [&](const storage::Row& row) {
    std::vector<std::string> texts;
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) texts.emplace_back(row.text(i));
    rows.insert(std::move(texts));
  });
  return rows;
}

// What a later step has replaced on purpose, with the test that looks at it.
const std::set<std::pair<std::string, std::string>> replaced = {
    {"desired_state", "load_balancer_id"},  // by its key: DesiredStateIsKeptInItsOrder
};

TEST(SchemaMigrations, EveryRowOfTheFirstVersionStillSaysWhatItSaid) {
  ScratchDatabase database(make_first_version);
  const Tables tables = database.run(read_tables);
  EXPECT_EQ(tables.size(), 17u) << "the first version had 16, and one that counts them";
  std::map<std::string, Rows> before;
  Tables kept;
  for (const auto& [table, columns] : tables) {
    if (table == "schema_migrations") continue;
    for (const std::string& column : columns) {
      if (!replaced.contains({table, column})) kept[table].push_back(column);
    }
    before[table] = database.run([&](storage::Transaction& tx) { return read_rows(tx, table, kept[table]); });
    EXPECT_FALSE(before[table].empty()) << table << " has no row to lose";
  }
  database.migrate();
  for (const auto& [table, rows] : before) {
    EXPECT_EQ(database.run([&](storage::Transaction& tx) { return read_rows(tx, table, kept[table]); }), rows)
        << table;
  }
  const int64_t version = database.run([](storage::Transaction& tx) {
    int64_t newest = 0;
    tx.query("SELECT MAX(number) FROM schema_migrations", {},
             [&](const storage::Row& row) { newest = row.integer(0); });
    return newest;
  });
  EXPECT_EQ(version, static_cast<int64_t>(migrations().size()));
}

TEST(SchemaMigrations, ADatabaseOfANewerVersionIsRefused) {
  ScratchDatabase database;
  const std::string newer = std::to_string(migrations().size() + 1),
                    known = std::to_string(migrations().size());
  database.run([&](storage::Transaction& tx) {
    return tx.execute("INSERT INTO schema_migrations (number, name) VALUES (" + newer + ", 'of tomorrow')");
  });
  try {
    database.migrate();
    FAIL() << "a newer database was opened";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(
        std::string(error.what())
            .find("the database has schema version " + newer + ", and this program knows versions up to " +
                  known + ": run the newer program that wrote it"),
        std::string::npos)
        << error.what();
  }
}

TEST(SchemaMigrations, KeysThatWereThereAreTheAccountsOwn) {
  ScratchDatabase database(migrations().first(5));
  database.run([](storage::Transaction& tx) {
    tx.execute("INSERT INTO accounts VALUES (1, '1000000000000000', 'operator', 1, 0)");
    return tx.execute("INSERT INTO access_keys VALUES (2, 'LTAI1', 1, 'sealed', 1, 1, 0)");
  });
  database.migrate();
  const int64_t user_key = database.run([](storage::Transaction& tx) {
    int64_t found = -1;
    tx.query("SELECT user_key FROM access_keys WHERE access_key_id = 'LTAI1'", {},
             [&](const storage::Row& row) { found = row.integer(0); });
    return found;
  });
  EXPECT_EQ(user_key, 0);
}

}  // namespace
}  // namespace sluice::schema
