// The audit trail: what is written down of calls, and who may look it up.

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/audit/refusals.h"
#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using Events = std::vector<json::Value>;

const gateway::Origin office{.over_tls = true, .address = *base::parse_ipv4("203.0.113.7")};
const gateway::Origin elsewhere{.over_tls = false, .address = *base::parse_ipv4("198.51.100.7")};
const Key root{std::string(TestCloud::key_id), std::string(TestCloud::key_secret)};
constexpr auto second = std::chrono::seconds(1);

std::string text(const json::Value& event, const char* member) {
  return std::string(json::find_text(event, member).value_or(""));
}

class Audit : public testing::Test {
 protected:
  explicit Audit(Options options = {}) : cloud(std::move(options)) {}

  // All pages.
  Events look_up(Parameters parameters = {}, const Key& key = root) {
    Events events;
    std::string token;
    do {
      Parameters page = parameters;
      if (!token.empty()) page.emplace_back("NextToken", token);
      const Reply reply = cloud.call_as(key, "LookupEvents", page);
      EXPECT_TRUE(reply.ok()) << reply.body;
      for (const json::Value& event : reply.value["Events"]) events.push_back(event);
      token = reply.text("NextToken");
    } while (!token.empty());
    return events;
  }
  Events events_of(std::string_view action, const Key& key = root) {
    return look_up({{"LookupAttribute.1.Key", "EventName"}, {"LookupAttribute.1.Value", std::string(action)}},
                   key);
  }
  // The one event of this action.
  json::Value event_of(std::string_view action, const Key& key = root) {
    const Events events = events_of(action, key);
    EXPECT_EQ(events.size(), 1u) << action;
    return events.empty() ? json::Value::object() : events[0];
  }
  // Lets the second end, and waits for the refusals of it to be written: writers take turns.
  void end_second() {
    cloud.clock().advance(second);
    cloud.turn();
    const Reply behind = cloud.call("CreateUser", {{"UserName", "behind-" + std::to_string(++behind_)}});
    EXPECT_TRUE(behind.ok()) << behind.body;
  }
  Reply create_network(const Key& key = root, gateway::Origin origin = {}) {
    return cloud.call_as(key, "CreateNetwork",
                         {{"EnsRegionId", std::string(TestCloud::region)}, {"CidrBlock", "10.0.0.0/8"}},
                         origin);
  }
  void attach(std::string_view policy, std::string_view user, std::string_view statements) {
    const std::string document = R"({"Version":"1","Statement":[)" + std::string(statements) + "]}";
    EXPECT_TRUE(
        cloud.call("CreatePolicy", {{"PolicyName", std::string(policy)}, {"PolicyDocument", document}}).ok());
    EXPECT_TRUE(cloud
                    .call("AttachPolicyToUser", {{"PolicyType", "Custom"},
                                                 {"PolicyName", std::string(policy)},
                                                 {"UserName", std::string(user)}})
                    .ok());
  }

  TestCloud cloud;

 private:
  int behind_ = 0;
};

TEST_F(Audit, AChangeSaysWhoFromWhereWhatAndWhatBecameOfIt) {
  const Reply made = create_network(root, office);
  ASSERT_TRUE(made.ok()) << made.body;
  const json::Value event = event_of("CreateNetwork");
  EXPECT_EQ(text(event, "eventTime"), TestCloud::started_at);
  EXPECT_EQ(text(event, "eventRW"), "Write");
  EXPECT_EQ(text(event, "serviceName"), "Ens");
  EXPECT_EQ(text(event, "apiVersion"), "2017-11-10");
  EXPECT_EQ(text(event, "acsRegion"), TestCloud::region);
  EXPECT_EQ(text(event, "sourceIpAddress"), "203.0.113.7");
  EXPECT_EQ(text(event, "requestId"), made.text("RequestId"));
  EXPECT_NE(text(event, "eventId"), made.text("RequestId"));
  EXPECT_FALSE(event.contains("errorCode"));
  EXPECT_EQ(event["requestParameters"],
            (json::Value{{"CidrBlock", "10.0.0.0/8"}, {"EnsRegionId", std::string(TestCloud::region)}}));
  EXPECT_EQ(text(event, "requestParameterJson"), json::print(event["requestParameters"]));
  EXPECT_EQ(event["referencedResources"]["ACS::ENS::Network"], json::Value::array({made.text("NetworkId")}));
  EXPECT_EQ(text(event, "resourceName"), made.text("NetworkId"));
  EXPECT_EQ(event["userIdentity"]["type"], "root-account");
  EXPECT_EQ(event["userIdentity"]["userName"], "root");
  EXPECT_EQ(event["userIdentity"]["accessKeyId"], TestCloud::key_id);
  EXPECT_EQ(event["userIdentity"]["principalId"], event["recipientAccountId"]);
  const json::Value& more = event["additionalEventData"];
  EXPECT_EQ(more["outcome"], "Done");
  EXPECT_EQ(more["decision"], "AccountKey");
  EXPECT_EQ(more["secureTransport"], true);
  EXPECT_EQ(more["httpStatus"], 200);
  EXPECT_EQ(more["count"], 1);
}

TEST_F(Audit, AQuestionLeavesNothing) {
  EXPECT_TRUE(cloud.call("DescribeNetworks").ok());
  EXPECT_TRUE(cloud.call("LookupEvents").ok());
  EXPECT_EQ(look_up().size(), 0u);
}

TEST_F(Audit, ADecisionNamesItsStatements) {
  const Key alice = cloud.make_user("alice");
  create_network(alice);
  attach("ops", "alice",
         R"({"Effect":"Allow","Action":"ens:Describe*","Resource":"*"},)"
         R"({"Effect":"Allow","Action":"ens:CreateNetwork","Resource":"*"})");
  EXPECT_TRUE(create_network(alice).ok());
  attach("but", "alice", R"({"Effect":"Deny","Action":"ens:CreateNetwork","Resource":"*"})");
  cloud.clock().advance(second);
  create_network(alice);
  end_second();
  struct Expected {
    const char *outcome, *decision, *explanation;
    json::Value statements;
  };
  const Expected expected[] = {
      {"Denied", "ExplicitDeny", "statement 1 of the policy but denies it",
       json::Value::array({{{"policyName", "but"}, {"statement", 1}}})},
      {"Denied", "ImplicitDeny", "no statement of the policies that are attached allows it",
       json::Value::array()},
      {"Done", "Policy", "statement 2 of the policy ops allows it",
       json::Value::array({{{"policyName", "ops"}, {"statement", 2}}})},
  };
  const Events events = events_of("CreateNetwork");
  ASSERT_EQ(events.size(), std::size(expected));
  for (size_t i = 0; i < events.size(); ++i) {
    const json::Value& more = events[i]["additionalEventData"];
    EXPECT_EQ(more["outcome"], expected[i].outcome);
    EXPECT_EQ(more["decision"], expected[i].decision);
    EXPECT_EQ(more["explanation"], expected[i].explanation);
    EXPECT_EQ(more["statements"], expected[i].statements);
    EXPECT_EQ(events[i]["userIdentity"]["type"], "ram-user");
    EXPECT_EQ(events[i]["userIdentity"]["userName"], "alice");
  }
}

TEST_F(Audit, OfTwoResourcesBothStatementsAreNamed) {
  const Key alice = cloud.make_user("alice");
  attach("users", "alice", R"({"Effect":"Allow","Action":"ram:*","Resource":"acs:ram:*:*:user/*"})");
  attach("policies", "alice", R"({"Effect":"Allow","Action":"ram:*","Resource":"acs:ram:*:*:policy/*"})");
  ASSERT_TRUE(cloud
                  .call_as(alice, "DetachPolicyFromUser",
                           {{"PolicyType", "Custom"}, {"PolicyName", "users"}, {"UserName", "alice"}})
                  .ok());
  EXPECT_EQ(event_of("DetachPolicyFromUser")["additionalEventData"]["statements"].size(), 2u);
}

TEST_F(Audit, AReplayIsSaidToBeOne) {
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  Parameters parameters = cloud.balancer_parameters(network, vswitch);
  parameters.emplace_back("ClientToken", "t");
  const Reply first = cloud.call("CreateLoadBalancer", parameters);
  const Reply again = cloud.call("CreateLoadBalancer", parameters);
  parameters.emplace_back("LoadBalancerName", "other");
  EXPECT_EQ(cloud.call("CreateLoadBalancer", parameters).code(), "InvalidParameter.ClientToken");
  end_second();
  const Events events = look_up({{"Direction", "FORWARD"},
                                 {"LookupAttribute.1.Key", "EventName"},
                                 {"LookupAttribute.1.Value", "CreateLoadBalancer"}});
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0]["additionalEventData"]["outcome"], "Done");
  EXPECT_EQ(text(events[0], "requestId"), first.text("RequestId"));
  EXPECT_EQ(events[1]["additionalEventData"]["outcome"], "Replayed");
  EXPECT_EQ(text(events[1], "requestId"), again.text("RequestId"));
  EXPECT_EQ(events[1]["referencedResources"]["ACS::ENS::LoadBalancer"],
            json::Value::array({first.text("LoadBalancerId")}));
  EXPECT_EQ(events[2]["additionalEventData"]["outcome"], "Refused");
  EXPECT_EQ(text(events[2], "errorCode"), "InvalidParameter.ClientToken");
}

// The same request once more, which proves its signature and is refused for its nonce.
TEST_F(Audit, ARequestThatComesTwiceIsWrittenDownOnceAsDone) {
  const signature::SignedRequest request = cloud.sign(
      "CreateNetwork", {{"EnsRegionId", std::string(TestCloud::region)}, {"CidrBlock", "10.0.0.0/8"}});
  EXPECT_TRUE(cloud.send(request).ok());
  cloud.restart();  // so that the nonce is not in memory
  EXPECT_EQ(cloud.send(request).code(), "SignatureNonceUsed");
  end_second();
  const Events events = events_of("CreateNetwork");
  ASSERT_EQ(events.size(), 2u);
  std::multiset<std::string> outcomes;
  for (const json::Value& event : events)
    outcomes.insert(event["additionalEventData"]["outcome"].get<std::string>());
  EXPECT_EQ(outcomes, (std::multiset<std::string>{"Done", "Refused"}));
}

TEST_F(Audit, TenThousandDenialsOfOneSecondAreOneEvent) {
  const Key alice = cloud.make_user("alice");
  const Reply first = create_network(alice);
  EXPECT_EQ(first.code(), "NoPermission");
  for (int i = 1; i < 10'000; ++i) create_network(alice);
  end_second();
  const json::Value event = event_of("CreateNetwork");
  EXPECT_EQ(event["additionalEventData"]["count"], 10'000);
  EXPECT_EQ(text(event, "requestId"), first.text("RequestId"));
  EXPECT_EQ(text(event, "errorCode"), "NoPermission");
}

TEST_F(Audit, ADeniedQuestionIsAReadEvent) {
  const Key alice = cloud.make_user("alice");
  EXPECT_EQ(cloud.call_as(alice, "DescribeNetworks").code(), "NoPermission");
  end_second();
  EXPECT_EQ(text(event_of("DescribeNetworks"), "eventRW"), "Read");
}

TEST_F(Audit, AChangeThatWasRefusedSaysWhy) {
  EXPECT_EQ(cloud.call("DeleteNetwork", {{"NetworkId", "n-5nothing"}}).code(), "InvalidNetworkId.NotFound");
  EXPECT_EQ(cloud.call("CreateNetwork", {{"CidrBlock", "10.0.0.0/8"}}).code(), "MissingEnsRegionId");
  end_second();
  const json::Value gone = event_of("DeleteNetwork");
  EXPECT_EQ(text(gone, "errorCode"), "InvalidNetworkId.NotFound");
  EXPECT_EQ(text(gone, "errorMessage"), "Network not found");
  EXPECT_EQ(text(gone, "resourceName"), "n-5nothing");
  EXPECT_EQ(gone["additionalEventData"]["outcome"], "Refused");
  EXPECT_EQ(gone["additionalEventData"]["httpStatus"], 400);
  EXPECT_EQ(text(event_of("CreateNetwork"), "errorCode"), "MissingEnsRegionId");
}

TEST_F(Audit, WhoeverUsesAnothersKeyIsNotSaidToBeHim) {
  const Key alice = cloud.make_user("alice");
  EXPECT_EQ(create_network({alice.id, "not her secret"}, elsewhere).code(), "SignatureDoesNotMatch");
  end_second();
  const json::Value event = event_of("CreateNetwork");
  EXPECT_EQ(event["additionalEventData"]["outcome"], "NotAuthenticated");
  EXPECT_EQ(event["additionalEventData"]["decision"], "NotAsked");
  EXPECT_EQ(event["userIdentity"]["accessKeyId"], alice.id);
  EXPECT_EQ(text(event, "sourceIpAddress"), "198.51.100.7");
  EXPECT_EQ(event["requestParameters"], json::Value::object()) << "nobody has signed them";
}

TEST_F(Audit, AKeyThatIsTurnedOffIsSeenTrying) {
  const Key alice = cloud.make_user("alice");
  ASSERT_TRUE(cloud
                  .call("UpdateAccessKey",
                        {{"UserName", "alice"}, {"UserAccessKeyId", alice.id}, {"Status", "Inactive"}})
                  .ok());
  EXPECT_EQ(create_network(alice).code(), "InvalidAccessKeyId.Inactive");
  end_second();
  EXPECT_EQ(text(event_of("CreateNetwork"), "errorCode"), "InvalidAccessKeyId.Inactive");
}

TEST_F(Audit, KeysThatNobodyHasAreOneEventAnAddressAndTheOperators) {
  cloud.add_account({.id = "other-key", .secret = "other-secret"});
  cloud.restart();
  for (int i = 0; i < 500; ++i) create_network({"nobody-" + std::to_string(i), "x"}, office);
  create_network({"nobody", "x"}, elsewhere);
  end_second();
  const Events events = events_of("CreateNetwork");
  ASSERT_EQ(events.size(), 2u);
  std::set<int64_t> counts;
  for (const json::Value& event : events) {
    EXPECT_EQ(text(event, "errorCode"), "InvalidAccessKeyId.NotFound");
    EXPECT_EQ(event["userIdentity"]["type"], "unknown");
    EXPECT_THAT(event["userIdentity"]["accessKeyId"].get<std::string>(), StartsWith("nobody"));
    EXPECT_FALSE(event["userIdentity"].contains("userName"));
    counts.insert(event["additionalEventData"]["count"].get<int64_t>());
  }
  EXPECT_EQ(counts, (std::set<int64_t>{1, 500}));
  EXPECT_TRUE(look_up({}, {"other-key", "other-secret"}).empty());
}

// Its token says whose a temporary key is; without it nobody can.
TEST_F(Audit, ATemporaryKeyThatProvesNothingIsItsAccountsIfItsTokenSaysSo) {
  const Key other{"other-key", "other-secret"};
  cloud.add_account({.id = other.id, .secret = other.secret});
  cloud.restart();
  const std::string account = cloud.call_as(other, "GetCallerIdentity").text("AccountId");
  const Reply role =
      cloud.call_as(other, "CreateRole",
                    {{"RoleName", "reader"},
                     {"AssumeRolePolicyDocument",
                      R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",)"
                      R"("Principal":{"RAM":["acs:ram::)" +
                          account + R"(:root"]}}]})"}});
  const auto assume = [&] {
    const Reply reply = cloud.call_as(
        other, "AssumeRole",
        {{"RoleArn", role.value["Role"]["Arn"].get<std::string>()}, {"RoleSessionName", "tuesday"}});
    EXPECT_TRUE(reply.ok()) << reply.body;
    const json::Value& key = reply.value["Credentials"];
    return Key{key["AccessKeyId"].get<std::string>(), key["AccessKeySecret"].get<std::string>(),
               key["SecurityToken"].get<std::string>()};
  };
  const Key one = assume(), two = assume();
  EXPECT_EQ(create_network({one.id, "not its secret", one.security_token}).code(), "SignatureDoesNotMatch");
  EXPECT_EQ(create_network({one.id, one.secret}, office).code(), "MissingSecurityToken");
  EXPECT_EQ(create_network({one.id, one.secret, two.security_token}, elsewhere).code(),
            "InvalidSecurityToken.MismatchWithAccessKey");
  end_second();

  const Events of_other = events_of("CreateNetwork", other);
  ASSERT_EQ(of_other.size(), 1u);
  EXPECT_EQ(of_other[0]["userIdentity"]["type"], "assumed-role");
  EXPECT_EQ(of_other[0]["userIdentity"]["userName"], "reader:tuesday");
  EXPECT_EQ(of_other[0]["userIdentity"]["accessKeyId"], one.id);
  EXPECT_EQ(of_other[0]["additionalEventData"]["outcome"], "NotAuthenticated");
  const Events of_operator = events_of("CreateNetwork");
  ASSERT_EQ(of_operator.size(), 2u);
  for (const json::Value& event : of_operator) {
    EXPECT_EQ(event["userIdentity"]["type"], "unknown");
    EXPECT_FALSE(event["userIdentity"].contains("accountId"));
    EXPECT_EQ(event["userIdentity"]["accessKeyId"], one.id);
  }
}

TEST_F(Audit, WhatTheOperatorDoesToAnAccountNamesItAndItsKey) {
  const Reply made = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  const std::string account = made.value["Account"]["AccountId"].get<std::string>();
  const std::string key = made.value["AccessKey"]["AccessKeyId"].get<std::string>();
  EXPECT_TRUE(
      cloud.call("DeleteAccountAccessKey", {{"AccountId", account}, {"AccountAccessKeyId", key}}).ok());
  for (const char* action : {"CreateAccount", "DeleteAccountAccessKey"}) {
    const json::Value resources = event_of(action)["referencedResources"];
    EXPECT_EQ(resources["ACS::Sluice::Account"], json::Value::array({account})) << action;
    EXPECT_EQ(resources["ACS::RAM::AccessKey"], json::Value::array({key})) << action;
  }
}

TEST_F(Audit, RefusalsOfManyKindsAreBoundedAndAllCounted) {
  constexpr int users = 100;
  std::vector<Key> keys;
  for (int i = 0; i < users; ++i) keys.push_back(cloud.make_user("user-" + std::to_string(i)));
  for (const Key& key : keys) create_network(key);
  end_second();
  size_t events = 0;
  int64_t calls = 0, of_others = 0;
  for (const json::Value& event : look_up()) {
    const json::Value& more = event["additionalEventData"];
    if (more["outcome"] == "Done") continue;
    ++events;
    calls += more["count"].get<int64_t>();
    if (more["outcome"] == "Others") of_others += more["count"].get<int64_t>();
  }
  const size_t share = audit::Bounds{}.events_per_account_max;
  EXPECT_EQ(events, share + 1);
  EXPECT_EQ(calls, users);
  EXPECT_EQ(of_others, users - static_cast<int64_t>(share));
}

TEST_F(Audit, AStopWritesDownWhatWasRefused) {
  const Key alice = cloud.make_user("alice");
  create_network(alice);
  EXPECT_TRUE(events_of("CreateNetwork").empty());
  cloud.restart();
  EXPECT_EQ(event_of("CreateNetwork")["additionalEventData"]["count"], 1);
}

TEST_F(Audit, HoldsNoSecret) {
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  Parameters instance = {{"EnsRegionId", std::string(TestCloud::region)},
                         {"ScheduleAreaLevel", "Region"},
                         {"VSwitchId", vswitch},
                         {"Password", "hunter2-Password"},
                         {"UserData", "aHVudGVyMi1Vc2VyRGF0YQ=="}};
  ASSERT_TRUE(cloud.call("RunInstances", instance).ok());
  const Key alice = cloud.make_user("alice");
  EXPECT_EQ(cloud.call_as(alice, "RunInstances", instance).code(), "NoPermission");
  // The answer to a wrong signature repeats what was signed.
  EXPECT_THAT(cloud.call_as({alice.id, "wrong"}, "RunInstances", instance).body, HasSubstr("hunter2"));
  instance[1].second = "Nowhere";
  EXPECT_FALSE(cloud.call("RunInstances", instance).ok());
  end_second();
  std::string everything;
  size_t rows = 0;
  cloud.in_database([&](storage::Transaction& tx) {
    for (const std::string table : {"audit_changes", "audit_refusals"}) {
      std::vector<int> columns;
      tx.query("SELECT cid FROM pragma_table_info('" + table + "')", {},
               [&](const storage::Row& row) { columns.push_back(static_cast<int>(row.integer(0))); });
      tx.query("SELECT * FROM " + table, {}, [&](const storage::Row& row) {
        ++rows;
        for (const int column : columns) everything.append(row.text(column)).append("\n");
      });
    }
  });
  EXPECT_GE(rows, 8u);
  EXPECT_THAT(everything, HasSubstr("\"Password\":\"***\""));
  for (const std::string& secret :
       {std::string("hunter2"), std::string("aHVudGVyMi"), alice.secret, root.secret}) {
    EXPECT_THAT(everything, Not(HasSubstr(secret)));
  }
}

TEST_F(Audit, EachAccountSeesItsOwnAndATokenCrossesNothing) {
  const Key other{"other-key", "other-secret"};
  cloud.add_account({.id = other.id, .secret = other.secret});
  cloud.restart();
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(create_network().ok());
  EXPECT_TRUE(create_network(other).ok());
  EXPECT_EQ(look_up().size(), 3u);
  EXPECT_EQ(look_up({}, other).size(), 1u);
  const std::string token = cloud.call("LookupEvents", {{"MaxResults", "1"}}).text("NextToken");
  ASSERT_NE(token, "");
  const Reply crossed = cloud.call_as(other, "LookupEvents", {{"MaxResults", "1"}, {"NextToken", token}});
  EXPECT_EQ(crossed.code(), "InvalidParameter.NextToken");
  EXPECT_EQ(cloud.call("LookupEvents", {{"Direction", "FORWARD"}, {"NextToken", token}}).code(),
            "InvalidParameter.NextToken")
      << "of another question";
  EXPECT_EQ(cloud.call("LookupEvents", {{"NextToken", token}}).value["Events"].size(), 2u)
      << "the size of a page may differ";
}

TEST_F(Audit, ToLookNeedsThePermission) {
  const Key alice = cloud.make_user("alice");
  EXPECT_EQ(cloud.call_as(alice, "LookupEvents").code(), "NoPermission");
  attach("auditors", "alice", R"({"Effect":"Allow","Action":"actiontrail:LookupEvents","Resource":"*"})");
  EXPECT_TRUE(cloud.call_as(alice, "LookupEvents").ok());
}

TEST_F(Audit, PagesTellEachEventOnceWhileOthersArrive) {
  for (int i = 0; i < 30; ++i) {
    create_network();
    if (i % 7 == 0) cloud.clock().advance(second);
  }
  for (const char* direction : {"FORWARD", "BACKWARD"}) {
    std::vector<std::string> expected, ids;
    for (const json::Value& event : look_up({{"Direction", direction}, {"MaxResults", "50"}}))
      expected.push_back(text(event, "eventId"));
    std::string token;
    do {
      Parameters page = {{"Direction", direction}, {"MaxResults", "4"}};
      if (!token.empty()) page.emplace_back("NextToken", token);
      const Reply reply = cloud.call("LookupEvents", page);
      for (const json::Value& event : reply.value["Events"]) ids.push_back(text(event, "eventId"));
      token = reply.text("NextToken");
      create_network();
    } while (!token.empty());
    EXPECT_EQ(ids, expected) << direction;
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
  }
}

TEST_F(Audit, AnEventIsFoundByItsIdAndByTwoConditions) {
  create_network();
  const Reply made = create_network();
  create_network();
  const auto by = [this](Parameters parameters) { return look_up(std::move(parameters)); };
  const Events found =
      by({{"LookupAttribute.1.Key", "ResourceName"}, {"LookupAttribute.1.Value", made.text("NetworkId")}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(
      by({{"LookupAttribute.1.Key", "EventId"}, {"LookupAttribute.1.Value", text(found[0], "eventId")}}),
      found);
  EXPECT_EQ(by({{"LookupAttribute.1.Key", "EventId"}, {"LookupAttribute.1.Value", "none"}}).size(), 0u);
  EXPECT_EQ(by({{"LookupAttribute.1.Key", "EventName"},
                {"LookupAttribute.1.Value", "CreateNetwork"},
                {"LookupAttribute.2.Key", "User"},
                {"LookupAttribute.2.Value", "root"}})
                .size(),
            3u);
  EXPECT_EQ(by({{"LookupAttribute.1.Key", "EventName"},
                {"LookupAttribute.1.Value", "CreateNetwork"},
                {"LookupAttribute.2.Key", "User"},
                {"LookupAttribute.2.Value", "alice"}})
                .size(),
            0u);
  EXPECT_EQ(by({{"LookupAttribute.1.Key", "EventName"},
                {"LookupAttribute.1.Value", "Nothing"},
                {"LookupAttribute.2.Key", "EventName"},
                {"LookupAttribute.2.Value", "CreateNetwork"}})
                .size(),
            3u)
      << "of two with one key the second counts";
}

TEST_F(Audit, TimesAreWholeSecondsOfWhichTheLastCounts) {
  create_network();
  cloud.clock().advance(std::chrono::milliseconds(1500));
  create_network();
  const auto count = [this](const char* start, const char* end) {
    return look_up({{"StartTime", start}, {"EndTime", end}}).size();
  };
  EXPECT_EQ(count("2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z"), 2u);
  EXPECT_EQ(count("2026-01-02T03:04:06Z", "2026-01-02T03:04:06Z"), 1u);
  EXPECT_EQ(count("2026-01-02T03:04:07Z", "2026-01-02T03:04:08Z"), 0u);
  EXPECT_EQ(count("2026-01-01T03:04:05Z", "2026-01-02T03:04:05Z"), 1u);
}

TEST_F(Audit, AQuestionThatMakesNoSenseIsRefusedByName) {
  const std::pair<Parameters, const char*> cases[] = {
      {{{"StartTime", "2026-01-02T03:04:06Z"}, {"EndTime", "2026-01-02T03:04:05Z"}},
       "InvalidParameter.StartTime"},
      {{{"StartTime", "2025-01-02T03:04:06Z"}}, "InvalidParameter.StartTime"},
      {{{"StartTime", "yesterday"}}, "InvalidParameter.StartTime"},
      {{{"EndTime", "now"}}, "InvalidParameter.EndTime"},
      {{{"NextToken", "x"}}, "InvalidParameter.NextToken"},
      {{{"MaxResults", "51"}}, "InvalidParameter.MaxResults"},
      {{{"Direction", "UP"}}, "InvalidParameter.Direction"},
      {{{"LookupAttribute.1.Key", "Colour"}, {"LookupAttribute.1.Value", "red"}},
       "InvalidParameter.LookupAttribute"},
      {{{"LookupAttribute.1.Key", "User"}}, "InvalidParameter.LookupAttribute"},
  };
  for (const auto& [parameters, code] : cases) {
    EXPECT_EQ(cloud.call("LookupEvents", parameters).code(), code) << parameters[0].second;
  }
}

class AuditOfLittle : public Audit {
 protected:
  AuditOfLittle() : Audit(Options{.audit = {.days = 1, .events = 5}}) {}
};

TEST_F(AuditOfLittle, KeepsWhatItsLimitsSay) {
  for (int i = 0; i < 20; ++i) create_network();
  EXPECT_EQ(look_up().size(), 5u);
  cloud.clock().advance(std::chrono::hours(25));
  EXPECT_EQ(look_up({{"StartTime", "2026-01-01T00:00:00Z"}}).size(), 0u) << "what is too old is not shown";
}

class AuditOfMuch : public Audit {
 protected:
  AuditOfMuch() : Audit(Options{.rates = {.factor = 1}}) {}
};

TEST_F(AuditOfMuch, CountsTheChangesThatCameTooFast) {
  for (int i = 0; i < 30; ++i) create_network();
  cloud.clock().advance(second);
  cloud.turn();
  cloud.restart();
  int64_t done = 0, refused = 0;
  for (const json::Value& event : events_of("CreateNetwork")) {
    const bool is_done = event["additionalEventData"]["outcome"] == "Done";
    (is_done ? done : refused) += event["additionalEventData"]["count"].get<int64_t>();
    EXPECT_EQ(text(event, "errorCode"), is_done ? "" : "Throttling.User");
  }
  EXPECT_EQ(done + refused, 30);
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace sluice::control
