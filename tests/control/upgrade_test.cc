// A control plane of today on a database that the first version wrote: what that one answered is still so.
//
// first_version_answers.json holds that version's answers to the data in
// src/control/schema/testing/first_version.sql. An answer may have gained members since; what it said before
// stands, or is named in `changed`.

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"
#include "control/schema/schema.h"
#include "control/schema/testing/first_version.h"
#include "platform/base/durable_file.h"

namespace sluice::control {
namespace {

using ::testing::IsEmpty;

constexpr std::string_view sealing_key = "the key of the first-version dat";
constexpr std::string_view written_at = "2026-11-25T21:47:26Z";

// What depends on a node, which is not there in this test.
const std::set<std::string> changed = {"/Status", "/AddressMappings/2/Ports/0/ServedPort"};

json::Value first_answers() {
  std::ifstream file(SLUICE_SOURCE_DIR "/tests/control/first_version_answers.json");
  std::stringstream text;
  text << file.rdbuf();
  const auto value = json::parse(text.str());
  EXPECT_TRUE(value);
  return value ? *value : json::Value::array();
}

// What `then` says and `now` does not.
void find_lost(const json::Value& then, const json::Value& now, const std::string& path,
               std::vector<std::string>& lost) {
  if (then.is_object() && now.is_object()) {
    for (const auto& [name, value] : then.items()) {
      find_lost(value, now.contains(name) ? now[name] : json::Value(), path + "/" + name, lost);
    }
  } else if (then.is_array() && now.is_array() && then.size() == now.size()) {
    for (size_t i = 0; i < then.size(); ++i) {
      find_lost(then[i], now[i], path + "/" + std::to_string(i), lost);
    }
  } else if (then != now && !changed.contains(path)) {
    lost.push_back(path + " was " + json::print(then) + " and is " + json::print(now));
  }
}

class Upgrade : public ::testing::Test {
 protected:
  Upgrade() {
    cloud_.close();
    for (const char* file : {"/sluice.db", "/sluice.db-wal", "/sluice.db-shm"}) {
      std::filesystem::remove(cloud_.data_dir() + file);
    }
    schema::make_first_version(cloud_.data_dir() + "/sluice.db");
    EXPECT_TRUE(base::write_durably(cloud_.data_dir() + "/secrets.key", sealing_key));
    const auto opened = cloud_.reopen();
    EXPECT_TRUE(opened) << opened.error();
  }

  TestCloud cloud_{{}, *base::parse_iso8601(written_at)};
};

TEST_F(Upgrade, EveryAnswerOfTheFirstVersionStands) {
  const json::Value answers = first_answers();
  ASSERT_FALSE(answers.empty());
  for (const json::Value& asked : answers) {
    Parameters parameters;
    for (const auto& [name, value] : asked["Parameters"].items()) {
      parameters.emplace_back(name, value.get<std::string>());
    }
    const std::string action = asked["Action"].get<std::string>();
    const Reply reply = cloud_.call(action, parameters);
    EXPECT_TRUE(reply.ok()) << action << ": " << reply.body;
    std::vector<std::string> lost;
    find_lost(asked["Answer"], reply.value, "", lost);
    EXPECT_THAT(lost, IsEmpty()) << action;
  }
}

TEST_F(Upgrade, TheNodeIsToldOfWhatWasWanted) {
  cloud_.settle();
  cloud_.turn_until([&] { return !cloud_.desired_messages().empty(); });
  ASSERT_EQ(cloud_.desired_messages().size(), 1u) << "what is gone is not for a node that starts empty";
  const auto message = json::parse(cloud_.desired_messages().front());
  ASSERT_TRUE(message);
  const json::Value& wanted = (*message)["wanted"];
  EXPECT_EQ(wanted["id"], "lb-5fmbh5wgiuw3s9zqmprotguxe");
  EXPECT_EQ(wanted["listeners"].size(), 2u);
  EXPECT_EQ(wanted["backends"].size(), 2u);
}

TEST_F(Upgrade, WhatIsMadeAfterwardsStandsBesideWhatWasThere) {
  const Parameters create =
      cloud_.balancer_parameters("n-51yw7tvhyzdtn6y32ytop5ypt", "vsw-5tc3ze3fzcbz63d465a945u0a");
  std::set<std::string> addresses{"192.168.2.2", "192.168.2.3", "192.168.2.5"};
  for (int i = 0; i < 250; ++i) {
    const Reply made = cloud_.call("CreateLoadBalancer", create);
    ASSERT_TRUE(made.ok()) << made.body;
    const Reply shown =
        cloud_.call("DescribeLoadBalancerAttribute", {{"LoadBalancerId", made.text("LoadBalancerId")}});
    EXPECT_TRUE(addresses.insert(shown.text("Address")).second) << shown.text("Address") << " is given twice";
  }
  EXPECT_FALSE(cloud_.call("CreateLoadBalancer", create).ok()) << "253 addresses are all there are";
}

TEST_F(Upgrade, DataOfANewerVersionIsRefusedInASentence) {
  cloud_.close();
  cloud_.in_database([](storage::Transaction& tx) {
    tx.execute(
        "INSERT INTO schema_migrations (number, name) SELECT MAX(number) + 1, 'of tomorrow' FROM "
        "schema_migrations");
  });
  const auto opened = cloud_.reopen();
  ASSERT_FALSE(opened);
  const size_t known = schema::migrations().size();
  EXPECT_EQ(opened.error(), "cannot open the database " + cloud_.data_dir() +
                                "/sluice.db: the database has schema version " + std::to_string(known + 1) +
                                ", and this program knows versions up to " + std::to_string(known) +
                                ": run the newer program that wrote it");
}

}  // namespace
}  // namespace sluice::control
