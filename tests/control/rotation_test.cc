// A sealing key is replaced: what a crash can leave at any point, and keys that come from elsewhere.

#include "control/plane/rotation.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/identity/reseal.h"
#include "control/plane/backup.h"
#include "control/plane/testing/test_cloud.h"
#include "platform/base/durable_file.h"

namespace sluice::control {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class RotationTest : public ::testing::Test {
 protected:
  std::string key_path() const { return cloud.data_dir() + "/secrets.key"; }
  identity::Sealer keys() { return *identity::Sealer::from_file(key_path(), random); }
  std::set<std::string> needed() const { return *needed_sealing_keys(cloud.data_dir()); }
  base::Result<Rotation, std::string> rotate() {
    return rotate_sealing_key(cloud.data_dir(), key_path(), random);
  }
  void write_keys(const identity::Sealer& both) const {
    ASSERT_TRUE(base::write_durably(key_path(), both.to_bytes().reveal()));
  }
  // More than one step of them, beside the root's.
  void make_users() {
    for (int user = 0; user < 3; ++user) made.push_back(cloud.make_user("user-" + std::to_string(user)));
    const int64_t account = cloud_account();
    cloud.in_database([&](storage::Transaction& tx) {
      const identity::Sealer sealer = keys();
      for (int64_t i = 1; i <= extra; ++i) {
        const std::string id = "extra-" + std::to_string(i);
        tx.execute(
            "INSERT INTO access_keys (key, access_key_id, account_key, sealed_secret, active, drawn, "
            "created_ms, user_key) VALUES (?, ?, ?, ?, 0, 0, 0, 0)",
            {i, std::string_view(id), account,
             std::string_view(sealer.seal(base::Secret("secret of " + id), id, random))});
      }
    });
  }
  int64_t cloud_account() {
    int64_t key = 0;
    cloud.in_database([&](storage::Transaction& tx) {
      tx.query("SELECT key FROM accounts", {}, [&](const storage::Row& row) { key = row.integer(0); });
    });
    return key;
  }
  // Everybody is known with the secret that he has, and nothing is sealed under another key than that of the
  // file.
  void expect_whole() {
    const auto opened = cloud.reopen();
    ASSERT_TRUE(opened) << opened.error();
    EXPECT_TRUE(cloud.call("DescribeEnsRegions").ok());
    for (const Key& key : made) EXPECT_EQ(cloud.call_as(key, "ListUsers").code(), "NoPermission") << key.id;
    cloud.in_database(
        [&](storage::Transaction& tx) { EXPECT_EQ(identity::find_unopened(tx, keys().alone()), ""); });
    cloud.close();
    EXPECT_THAT(needed(), ElementsAre(keys().key_id()));
  }

  // Every text of the database that is sealed under this key, by where it is.
  std::vector<std::string> sealed_under(const std::string& key_id) {
    std::vector<std::string> found;
    cloud.in_database([&](storage::Transaction& tx) {
      std::vector<std::pair<std::string, std::string>> columns;
      tx.query(
          "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
          "WHERE m.type = 'table'",
          {}, [&](const storage::Row& row) { columns.emplace_back(row.text(0), row.text(1)); });
      for (const auto& [table, column] : columns) {
        tx.query("SELECT CAST(\"" + column + "\" AS TEXT) FROM \"" + table + "\" WHERE \"" + column +
                     "\" IS NOT NULL",
                 {}, [&, place = table + "." + column](const storage::Row& row) {
                   if (identity::Sealer::key_id_of(row.text(0)) == key_id) found.push_back(place);
                 });
      }
    });
    return found;
  }
  // A temporary key of a role that whoever is of the account may assume.
  Key make_session() {
    const std::string account = cloud.call("GetCallerIdentity").text("AccountId");
    const Reply role = cloud.call(
        "CreateRole", {{"RoleName", "reader"},
                       {"AssumeRolePolicyDocument", R"({"Version":"1","Statement":[{"Effect":"Allow",)"
                                                    R"("Action":"sts:AssumeRole","Principal":{"RAM":)"
                                                    R"(["acs:ram::)" +
                                                        account + R"(:root"]}}]})"}});
    EXPECT_TRUE(role.ok()) << role.body;
    const Reply session = cloud.call("AssumeRole", {{"RoleArn", "acs:ram::" + account + ":role/reader"},
                                                    {"RoleSessionName", "tuesday"},
                                                    {"DurationSeconds", "3600"}});
    EXPECT_TRUE(session.ok()) << session.body;
    const json::Value& key = session.value["Credentials"];
    return {key["AccessKeyId"].get<std::string>(), key["AccessKeySecret"].get<std::string>(),
            key["SecurityToken"].get<std::string>()};
  }

  static constexpr int64_t extra = identity::reseal_step_rows_max + 7;
  base::SystemRandom random;
  TestCloud cloud;
  std::vector<Key> made;
};

TEST_F(RotationTest, EverySecretIsSealedAnewAndStaysWhatItWas) {
  make_users();
  const std::string before = keys().key_id();
  cloud.close();
  const auto rotated = rotate();
  ASSERT_TRUE(rotated) << rotated.error();
  EXPECT_EQ(rotated->secrets, extra + 1 + 3);
  EXPECT_FALSE(rotated->was_begun);
  EXPECT_NE(rotated->key_id, before);
  EXPECT_EQ(rotated->key_id, keys().key_id());
  EXPECT_FALSE(keys().has_earlier());
  expect_whole();
}

// The states of rotation.h; between them nothing is written.
TEST_F(RotationTest, StoppedAnywhereItIsFinishedByTheNextOne) {
  make_users();
  cloud.close();
  const identity::Sealer old = keys();
  for (const int64_t steps_done : {0, 1, 2}) {
    SCOPED_TRACE(steps_done);
    const identity::Sealer both = keys().alone().with_new(identity::Sealer::draw_key(random));
    write_keys(both);
    cloud.in_database([&](storage::Transaction& tx) {
      std::vector<std::pair<std::string, std::string>> rows;
      tx.query("SELECT access_key_id, sealed_secret FROM access_keys ORDER BY key LIMIT ?",
               {steps_done * identity::reseal_step_rows_max},
               [&](const storage::Row& row) { rows.emplace_back(row.text(0), row.text(1)); });
      for (const auto& [id, sealed] : rows) {
        tx.execute("UPDATE access_keys SET sealed_secret = ? WHERE access_key_id = ?",
                   {std::string_view(both.seal(*both.open(sealed, id), id, random)), std::string_view(id)});
      }
    });
    const auto rotated = rotate();
    ASSERT_TRUE(rotated) << rotated.error();
    EXPECT_TRUE(rotated->was_begun);
    EXPECT_EQ(rotated->key_id, both.key_id()) << "no other key is drawn";
    EXPECT_EQ(rotated->secrets,
              std::max<int64_t>(0, extra + 4 - steps_done * identity::reseal_step_rows_max));
    EXPECT_FALSE(keys().has_earlier());
    expect_whole();
  }
}

TEST_F(RotationTest, AServerStartsInBetweenAndFinishesTheSealing) {
  make_users();
  cloud.close();
  write_keys(keys().with_new(identity::Sealer::draw_key(random)));
  expect_whole();
  EXPECT_TRUE(keys().has_earlier()) << "the file is the operator's";
  const auto rotated = rotate();
  ASSERT_TRUE(rotated) << rotated.error();
  EXPECT_EQ(rotated->secrets, 0);
  EXPECT_FALSE(keys().has_earlier());
}

TEST_F(RotationTest, NothingInTheDatabaseIsLeftUnderTheOldKey) {
  make_users();
  EXPECT_TRUE(cloud.call("CreateAccount", {{"AccountName", "partner"}}).ok());
  make_session();
  const std::string old = keys().key_id();
  EXPECT_THAT(sealed_under(old), testing::Contains("access_keys.sealed_secret"));
  cloud.close();
  const auto rotated = rotate();
  ASSERT_TRUE(rotated) << rotated.error();
  EXPECT_THAT(sealed_under(old), testing::IsEmpty());
  EXPECT_THAT(sealed_under(rotated->key_id), testing::Contains("access_keys.sealed_secret"));
}

TEST_F(RotationTest, ATemporaryKeyIsServedAsLongAsTheKeyOfItsTokenIsThere) {
  const Key session = make_session();
  const auto code = [&] { return cloud.call_as(session, "GetCallerIdentity").code(); };
  EXPECT_EQ(code(), "");
  cloud.close();
  write_keys(keys().with_new(identity::Sealer::draw_key(random)));
  ASSERT_TRUE(cloud.reopen());
  EXPECT_EQ(code(), "");
  cloud.close();
  ASSERT_TRUE(rotate());
  ASSERT_TRUE(cloud.reopen());
  EXPECT_EQ(code(), "InvalidSecurityToken.Malformed");
}

TEST_F(RotationTest, WhatNoKeyOpensIsNamedAndTheEarlierKeyStays) {
  make_users();
  const std::string stranger =
      identity::Sealer(identity::Sealer::draw_key(random)).seal(base::Secret("?"), "extra-3", random);
  cloud.in_database([&](storage::Transaction& tx) {
    tx.execute("UPDATE access_keys SET sealed_secret = ? WHERE access_key_id = 'extra-3'",
               {std::string_view(stranger)});
  });
  cloud.close();
  const auto rotated = rotate();
  ASSERT_FALSE(rotated);
  EXPECT_THAT(rotated.error(), HasSubstr("access key extra-3: the secret was sealed under the key " +
                                         *identity::Sealer::key_id_of(stranger)));
  EXPECT_TRUE(keys().has_earlier());
}

TEST_F(RotationTest, WithoutAKeyFileOrDataNothingIsMade) {
  cloud.close();
  const std::string nowhere = cloud.data_dir() + "/nowhere";
  EXPECT_THAT(rotate_sealing_key(cloud.data_dir(), nowhere, random).error(),
              HasSubstr("cannot open " + nowhere + ": No such file or directory"));
  EXPECT_FALSE(std::filesystem::exists(nowhere));
  std::filesystem::create_directory(nowhere);
  EXPECT_THAT(reseal_under(keys(), nowhere, random).error(),
              HasSubstr("cannot open " + nowhere + "/sluice.db"));
  EXPECT_TRUE(std::filesystem::is_empty(nowhere));
}

TEST(SealingKey, OutsideTheDataDirectoryLeavesNoneInIt) {
  const TemporaryDirectory elsewhere;
  const std::string path = elsewhere.path() + "/key";
  TestCloud cloud({.sealing_key_path = path});
  EXPECT_TRUE(cloud.call("DescribeEnsRegions").ok());
  EXPECT_FALSE(std::filesystem::exists(cloud.data_dir() + "/secrets.key"));
  EXPECT_EQ(std::filesystem::file_size(path), identity::Sealer::key_bytes);
  cloud.restart();
  EXPECT_TRUE(cloud.call("DescribeEnsRegions").ok());
  cloud.close();
  std::filesystem::remove(path);
  const auto opened = cloud.reopen();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error(),
            "the sealing key " + path + " is missing: put back the one that these data were written with");
}

TEST(SealingKey, ThatIsHandedInIsWrittenNowhere) {
  base::SystemRandom random;
  const identity::Sealer sealer(identity::Sealer::draw_key(random));
  const TestCloud cloud({.sealer = sealer});
  EXPECT_FALSE(std::filesystem::exists(cloud.data_dir() + "/secrets.key"));
  EXPECT_THAT(*needed_sealing_keys(cloud.data_dir()), ElementsAre(sealer.key_id()));
}

}  // namespace
}  // namespace sluice::control
