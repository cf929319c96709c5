// DescribeClientTokens: what an account can look up about its tokens.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/api/action.h"
#include "contract/signature/signer.h"
#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using std::chrono::seconds;

class TokenLedger : public ::testing::Test {
 protected:
  TestCloud cloud;
  std::string network = cloud.make_network();
  std::string vswitch = cloud.make_vswitch(network);

  Reply create(const std::string& token, const std::string& name = "front",
               const std::string& spec = "elb.s1.small") {
    return cloud.call("CreateLoadBalancer", {{"EnsRegionId", std::string(TestCloud::region)},
                                             {"LoadBalancerSpec", spec},
                                             {"PayType", "PostPaid"},
                                             {"NetworkId", network},
                                             {"VSwitchId", vswitch},
                                             {"LoadBalancerName", name},
                                             {"ClientToken", token}});
  }
  json::Value list(Parameters filter = {}) {
    const Reply reply = cloud.call("DescribeClientTokens", std::move(filter));
    EXPECT_TRUE(reply.ok()) << reply.body;
    EXPECT_EQ(reply.value["TotalCount"], reply.value["ClientTokens"].size());
    return reply.value["ClientTokens"];
  }
  json::Value only(Parameters filter = {}) {
    json::Value found = list(std::move(filter));
    EXPECT_EQ(found.size(), 1u) << json::print(found);
    return found.empty() ? json::Value::object() : found[0];
  }
};

TEST_F(TokenLedger, SaysWhatATokenMadeAndWhatWasAsked) {
  const Reply made = create("t-1");
  const json::Value entry = only();
  EXPECT_EQ(entry["ClientToken"], "t-1");
  EXPECT_EQ(entry["ActionName"], "CreateLoadBalancer");
  EXPECT_EQ(entry["Status"], "Valid");
  EXPECT_EQ(entry["ResourceId"], made.value["LoadBalancerId"]);
  EXPECT_EQ(entry["RequestId"], made.value["RequestId"]);
  EXPECT_EQ(entry["AccessKeyId"], TestCloud::key_id);
  EXPECT_EQ(entry["CreationTime"], "2026-01-02T03:04:05Z");
  EXPECT_EQ(entry["ExpirationTime"], "2026-01-02T03:14:05Z");
  EXPECT_EQ(entry["Retries"].size(), 0u);
  EXPECT_EQ(entry["Warnings"].size(), 0u);
  const json::Value asked{{"Name", "LoadBalancerName"}, {"Value", "front"}};
  EXPECT_THAT(entry["Parameters"], testing::Contains(asked));
  EXPECT_EQ(entry["Parameters"].size(), 6u) << "the parameters of the action but the token itself";
}

TEST_F(TokenLedger, SaysWhoCameAgainAndWhatDiffered) {
  create("t-1");
  cloud.clock().advance(seconds(2));
  const Reply replay = create("t-1");
  cloud.clock().advance(seconds(1));
  const Reply refused = create("t-1", "other", "elb.s2.small");
  EXPECT_EQ(refused.code(), "InvalidParameter.ClientToken");
  EXPECT_THAT(refused.text("Hint"), testing::HasSubstr("LoadBalancerName, LoadBalancerSpec differ"));
  const json::Value entry = only();
  const json::Value retries = entry["Retries"];
  ASSERT_EQ(retries.size(), 2u);
  EXPECT_EQ(retries[0]["Outcome"], "Replayed");
  EXPECT_EQ(retries[0]["Time"], "2026-01-02T03:04:07Z");
  EXPECT_EQ(retries[0]["RequestId"], replay.value["RequestId"]);
  EXPECT_EQ(retries[0]["DifferingParameters"].size(), 0u);
  EXPECT_EQ(retries[1]["Outcome"], "Refused");
  EXPECT_EQ(retries[1]["RequestId"], refused.value["RequestId"]);
  EXPECT_THAT(retries[1]["DifferingParameters"],
              testing::ElementsAre("LoadBalancerName", "LoadBalancerSpec"));
}

TEST_F(TokenLedger, ATokenThatComesAgainForeverTakesBoundedRoom) {
  create("t-1");
  for (int i = 0; i < idempotency::uses_per_token_max + 5; ++i) EXPECT_TRUE(create("t-1").ok());
  EXPECT_EQ(only()["Retries"].size(), static_cast<size_t>(idempotency::uses_per_token_max));
}

TEST_F(TokenLedger, KeepsWhatExpiredAndWhatTookItsPlace) {
  const Reply first = create("t-1");
  cloud.clock().advance(seconds(600));
  EXPECT_EQ(only()["Status"], "Expired");
  const Reply second = create("t-1");
  const json::Value entries = list();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0]["Status"], "Valid");
  EXPECT_EQ(entries[0]["ResourceId"], second.value["LoadBalancerId"]);
  EXPECT_EQ(entries[1]["Status"], "Replaced");
  EXPECT_EQ(entries[1]["ResourceId"], first.value["LoadBalancerId"]);
}

TEST_F(TokenLedger, WarnsOfTheSameParametersUnderANewToken) {
  const Reply first = create("t-1");
  cloud.clock().advance(seconds(3));
  create("t-2");
  create("t-other", "another name");
  const json::Value warned = only({{"Token", "t-2"}});
  ASSERT_EQ(warned["Warnings"].size(), 1u);
  const json::Value warning = warned["Warnings"][0];
  EXPECT_EQ(warning["Code"], "SameParametersNewToken");
  EXPECT_EQ(warning["ClientToken"], "t-1");
  EXPECT_EQ(warning["ResourceId"], first.value["LoadBalancerId"]);
  EXPECT_EQ(warning["SecondsBefore"], 3);
  EXPECT_EQ(only({{"Token", "t-1"}})["Warnings"].size(), 0u) << "it was the first";
  EXPECT_EQ(only({{"Token", "t-other"}})["Warnings"].size(), 0u);
  EXPECT_EQ(only({{"Token", "t-2"}, {"WarningSeconds", "2"}})["Warnings"].size(), 0u);
  EXPECT_EQ(only({{"Token", "t-2"}, {"WarningSeconds", "3"}})["Warnings"].size(), 1u);
  EXPECT_EQ(only({{"Token", "t-2"}, {"WarningSeconds", "0"}})["Warnings"].size(), 0u);
}

TEST_F(TokenLedger, IsFilteredByTokenActionAndResource) {
  const Reply first = create("t-1", "a");
  create("t-2", "b");
  EXPECT_EQ(list().size(), 2u);
  EXPECT_EQ(list()[0]["ClientToken"], "t-2") << "the newest first";
  EXPECT_EQ(only({{"ResourceId", first.text("LoadBalancerId")}})["ClientToken"], "t-1");
  EXPECT_EQ(list({{"ActionName", "CreateLoadBalancer"}}).size(), 2u);
  EXPECT_EQ(list({{"ActionName", "CreateNetwork"}}).size(), 0u);
  const Reply page = cloud.call("DescribeClientTokens", {{"PageSize", "1"}, {"PageNumber", "2"}});
  EXPECT_EQ(page.value["TotalCount"], 2);
  EXPECT_EQ(page.value["ClientTokens"][0]["ClientToken"], "t-1");
}

TEST_F(TokenLedger, WhatTheActionDoesNotDeclareIsNeitherKeptNorCompared) {
  const auto create_with = [&](const std::string& name) {
    Parameters parameters = cloud.balancer_parameters(network, vswitch);
    parameters.insert(parameters.end(), {{"ClientToken", "t-1"}, {name, "junk"}});
    return cloud.call("CreateLoadBalancer", parameters);
  };
  const Reply first = create_with("VSwitchId.junk");
  ASSERT_TRUE(first.ok()) << first.body;
  for (const char* name : {"Junk", "VSwitchId.1", "VSwitchId.", ".VSwitchId"}) {
    EXPECT_EQ(create_with(name).text("LoadBalancerId"), first.text("LoadBalancerId")) << name;
  }
  EXPECT_EQ(only()["Parameters"].size(), 5u) << json::print(only()["Parameters"]);
}

TEST_F(TokenLedger, ARefusedCallIsNotInIt) {
  Parameters wrong = cloud.balancer_parameters(network, "vsw-5unknown");
  wrong.emplace_back("ClientToken", "t-1");
  EXPECT_FALSE(cloud.call("CreateLoadBalancer", wrong).ok());
  EXPECT_EQ(list().size(), 0u);
}

TEST_F(TokenLedger, TheOperatorSeesAllAccounts) {
  create("t-1");
  EXPECT_EQ(list({{"AccountId", "*"}}).size(), 1u);
  EXPECT_EQ(list({{"AccountId", only()["AccountId"].get<std::string>()}}).size(), 1u);
  EXPECT_EQ(list({{"AccountId", "1000000000000000"}}).size(), 0u);
}

// The operator's own key reaches every account; of his users, those whose policies do.
TEST_F(TokenLedger, AUserOfTheOperatorSeesTheAccountsThatHisPoliciesReach) {
  create("t-1");
  const std::string own = only()["AccountId"].get<std::string>();
  const std::string other = "1000000000000000";
  const auto attach = [&](const std::string& name, const std::string& account) {
    const Reply created = cloud.call(
        "CreatePolicy",
        {{"PolicyName", name},
         {"PolicyDocument",
          R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sluice:DescribeClientTokens",)"
          R"("Resource":"acs:sluice:*:)" +
              account + R"(:*"}]})"}});
    EXPECT_TRUE(created.ok()) << created.body;
    EXPECT_TRUE(cloud
                    .call("AttachPolicyToUser",
                          {{"PolicyType", "Custom"}, {"PolicyName", name}, {"UserName", "alice"}})
                    .ok());
  };
  const Key alice = cloud.make_user("alice");
  const auto code = [&](const std::string& account) {
    return cloud.call_as(alice, "DescribeClientTokens", {{"AccountId", account}}).code();
  };
  attach("own", own);
  EXPECT_EQ(cloud.call_as(alice, "DescribeClientTokens").value["TotalCount"], 1);
  EXPECT_EQ(code(own), "");
  EXPECT_EQ(code(other), "NoPermission");
  EXPECT_EQ(code("*"), "NoPermission");
  attach("other", other);
  EXPECT_EQ(code(other), "");
  EXPECT_EQ(code("1000000000000001"), "NoPermission");
  EXPECT_EQ(code("*"), "NoPermission");
  attach("all", "*");
  EXPECT_EQ(code("1000000000000001"), "");
  EXPECT_EQ(code("*"), "");
}

TEST_F(TokenLedger, OthersSeeTheirOwnOnly) {
  create("t-1");
  const std::string operators_account = only()["AccountId"].get<std::string>();
  cloud.add_account({.id = "other-key", .secret = "other-secret"});
  cloud.restart();
  const auto ask = [&](const std::string& account, const std::string& nonce) {
    return cloud.send(signature::sign_acs3(
        {.action = "DescribeClientTokens",
         .version = std::string(api::sluice_version),
         .parameters = account.empty() ? base::FormPairs{} : base::FormPairs{{"AccountId", account}},
         .access_key_id = "other-key",
         .secret = base::Secret("other-secret"),
         .time = cloud.clock().wall(),
         .nonce = nonce,
         .host = "127.0.0.1:8680"},
        signature::Placement::PostQuery));
  };
  const Reply own = ask("", "n-1");
  ASSERT_TRUE(own.ok()) << own.body;
  EXPECT_EQ(own.value["TotalCount"], 0);
  for (const std::string& account : {operators_account, std::string("*"), std::string("1000000000000000")}) {
    const Reply refused = ask(account, "n-" + account);
    EXPECT_EQ(refused.http_status, 400);
    EXPECT_EQ(refused.code(), "NoPermission") << account;
  }
}

TEST_F(TokenLedger, IsClearedAfterADayByLaterCalls) {
  for (int i = 0; i < 10; ++i) create("old-" + std::to_string(i));
  create("old-0");
  cloud.clock().advance(idempotency::kept_for + seconds(1));
  create("new-0");
  EXPECT_EQ(list().size(), 10u - idempotency::old_records_per_call_max + 1);
  for (int i = 1; i < 10; ++i) create("new-" + std::to_string(i));
  EXPECT_EQ(list().size(), 10u) << "the ten new ones";
}

TEST_F(TokenLedger, RetriesClearAwayOldRetries) {
  constexpr int retries = 60;
  create("old");
  for (int i = 0; i < retries; ++i) create("old");
  cloud.clock().advance(idempotency::kept_for + seconds(1));
  create("new");
  for (int i = 0; i < retries; ++i) create("new");
  int64_t rows = 0;
  cloud.in_database([&](storage::Transaction& tx) {
    tx.query("SELECT COUNT(*) FROM client_token_uses", {},
             [&](const storage::Row& row) { rows = row.integer(0); });
  });
  EXPECT_EQ(rows, retries) << "none of the old ones, with as many new ones";
}

TEST_F(TokenLedger, OutlivesARestart) {
  create("t-1");
  create("t-1");
  cloud.restart();
  EXPECT_EQ(only()["Retries"].size(), 1u);
}

}  // namespace
}  // namespace sluice::control
