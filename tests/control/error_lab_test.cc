// Errors and delays that the operator arms: what they do, and what is durable behind them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ErrorLab : public testing::Test {
 protected:
  explicit ErrorLab(bool is_on = true) : cloud({.error_lab = is_on}) {
    network = cloud.make_network();
    vswitch = cloud.make_vswitch(network);
  }
  Reply arm(Parameters more, const std::string& action = "CreateLoadBalancer") {
    more.insert(more.begin(), {"ActionName", action});
    return cloud.call("ArmErrorRule", std::move(more));
  }
  std::string arm_ok(Parameters more, const std::string& action = "CreateLoadBalancer") {
    const Reply armed = arm(std::move(more), action);
    EXPECT_TRUE(armed.ok()) << armed.body;
    return armed.text("RuleId");
  }
  Parameters order(const std::string& token = {}) const {
    Parameters all = cloud.balancer_parameters(network, vswitch);
    if (!token.empty()) all.emplace_back("ClientToken", token);
    return all;
  }
  Reply create(const std::string& token = {}) { return cloud.call("CreateLoadBalancer", order(token)); }
  std::vector<std::string> balancers() {
    std::vector<std::string> ids;
    const Reply reply = cloud.call("DescribeLoadBalancers");
    for (const json::Value& each : reply.value["LoadBalancers"]["LoadBalancer"]) {
      ids.push_back(each["LoadBalancerId"].get<std::string>());
    }
    return ids;
  }
  json::Value rules() {
    const Reply reply = cloud.call("DescribeErrorRules");
    EXPECT_TRUE(reply.ok()) << reply.body;
    return reply.value["ErrorRules"];
  }
  // Those that tell of a rule.
  std::vector<json::Value> events(const std::string& rule) {
    // Refusals are written when their second is over, behind which this is written.
    cloud.clock().advance(std::chrono::seconds(1));
    cloud.turn();
    cloud.make_network("10.0.0.0/24");
    std::vector<json::Value> found;
    const Reply reply = cloud.call("LookupEvents", {{"MaxResults", "50"}});
    EXPECT_TRUE(reply.ok()) << reply.body;
    for (const json::Value& event : reply.value["Events"]) {
      if (json::find_text(event, "errorMessage").value_or("").find("Error rule " + rule) == 0) {
        found.push_back(event);
      }
    }
    return found;
  }

  void pass(base::Duration time) {
    cloud.clock().advance(time);
    cloud.turn();
  }

  TestCloud cloud;
  std::string network, vswitch;
};

constexpr const char* code = "SystemOtsSystem";

TEST_F(ErrorLab, BeforeTheCommitNothingIsDone) {
  const std::string rule = arm_ok({{"Instant", "BeforeCommit"}, {"ErrorCode", code}});
  const Reply struck = create("token-1");
  EXPECT_EQ(struck.code(), code);
  EXPECT_EQ(struck.text("Message"), "ots storage error.");
  EXPECT_EQ(struck.text("Hint"), "by an error rule");
  EXPECT_THAT(balancers(), IsEmpty());
  EXPECT_EQ(cloud.call("DescribeClientTokens").value["TotalCount"], 0) << "the token is free";
  EXPECT_TRUE(create("token-1").ok());
  EXPECT_EQ(balancers().size(), 1u);
  const auto told = events(rule);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(json::find_text(told[0], "eventName"), "CreateLoadBalancer");
  EXPECT_EQ(json::find_text(told[0], "errorCode"), code);
  EXPECT_THAT(told[0]["errorMessage"].get<std::string>(), HasSubstr("before the commit"));
}

TEST_F(ErrorLab, AfterTheCommitTheBalancerIsThereAndARetryGetsIt) {
  const std::string rule = arm_ok({{"Instant", "AfterCommit"}, {"ErrorCode", code}});
  EXPECT_EQ(create("token-1").code(), code);
  const auto made = balancers();
  ASSERT_EQ(made.size(), 1u);
  const Reply retry = create("token-1");
  EXPECT_TRUE(retry.ok()) << retry.body;
  EXPECT_EQ(retry.text("LoadBalancerId"), made[0]);
  EXPECT_EQ(balancers(), made);
  const auto told = events(rule);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told[0]["errorMessage"].get<std::string>(), HasSubstr("after the commit"));
}

TEST_F(ErrorLab, AnAnswerThatIsNeverSentLeavesTheSame) {
  const std::string rule = arm_ok({{"Instant", "AnswerNeverSent"}});
  const Reply silence = create("token-1");
  EXPECT_FALSE(silence.answered());
  EXPECT_EQ(silence.body, "");
  const auto made = balancers();
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(create("token-1").text("LoadBalancerId"), made[0]);
  const auto told = events(rule);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(json::find_text(told[0], "errorCode"), "ErrorRule");
  EXPECT_THAT(told[0]["errorMessage"].get<std::string>(), HasSubstr("without an answer"));
}

TEST_F(ErrorLab, WhatIsRefusedByItselfIsAnsweredAsItIs) {
  for (const char* instant : {"AfterCommit", "AnswerNeverSent"}) {
    Parameters rule = {{"Instant", instant}};
    if (std::string(instant) == "AfterCommit") rule.emplace_back("ErrorCode", code);
    arm_ok(rule);
    Parameters wrong = order();
    wrong[1].second = "elb.s9.huge";
    EXPECT_EQ(cloud.call("CreateLoadBalancer", wrong).code(), "CommodityInvalidItemCode") << instant;
    EXPECT_TRUE(create().ok()) << "the call counted";
  }
}

TEST_F(ErrorLab, ACallIsHeldBackBeforeItRunsAndKeepsNobodyWaiting) {
  arm_ok({{"Instant", "BeforeCommit"}, {"DelayMilliseconds", "5000"}});
  const auto held = cloud.start("CreateLoadBalancer", order());
  const auto listed = cloud.start("DescribeLoadBalancers", {});
  cloud.await(*listed);
  EXPECT_EQ(listed->value["TotalCount"], 0);
  pass(std::chrono::milliseconds(4999));
  const auto other = cloud.start("CreateLoadBalancer", order());
  cloud.await(*other);
  EXPECT_TRUE(other->ok()) << other->body << " nobody takes it for a call that waits for storage";
  EXPECT_FALSE(held->answered());
  pass(std::chrono::milliseconds(1));
  cloud.settle();
  EXPECT_TRUE(held->ok()) << held->body;
  EXPECT_EQ(balancers().size(), 2u);
}

TEST_F(ErrorLab, AnAnswerIsHeldBackBehindTheCommit) {
  arm_ok({{"Instant", "AfterCommit"}, {"ErrorCode", code}, {"DelayMilliseconds", "3000"}});
  const auto held = cloud.start("CreateLoadBalancer", order());
  // Writes are answered in their order, so the commit's delay has begun when one behind it is answered.
  const auto behind = cloud.start(
      "CreateNetwork", {{"EnsRegionId", std::string(TestCloud::region)}, {"CidrBlock", "10.0.0.0/24"}});
  cloud.await(*behind);
  const auto listed = cloud.start("DescribeLoadBalancers", {});
  cloud.await(*listed);
  EXPECT_EQ(listed->value["TotalCount"], 1);
  pass(std::chrono::milliseconds(2999));
  EXPECT_FALSE(held->answered());
  pass(std::chrono::milliseconds(1));
  cloud.settle();
  EXPECT_EQ(held->code(), code);
}

TEST_F(ErrorLab, AReadIsStruckToo) {
  const std::string rule =
      arm_ok({{"Instant", "AfterCommit"}, {"ErrorCode", "ServiceUnavailable"}}, "DescribeNetworks");
  EXPECT_EQ(cloud.call("DescribeNetworks").http_status, 503);
  EXPECT_TRUE(cloud.call("DescribeNetworks").ok());
  EXPECT_EQ(events(rule).size(), 1u);
}

TEST_F(ErrorLab, ARuleStrikesTheNthCallThatMatchesItsParameters) {
  arm_ok({{"Instant", "BeforeCommit"},
          {"ErrorCode", "InvalidParameter.%s"},
          {"Subject", "CidrBlock"},
          {"Match.1.Name", "CidrBlock"},
          {"Match.1.Value", "10.1.0.0/16"},
          {"Nth", "2"}},
         "CreateNetwork");
  const auto make = [&](const char* block) {
    const Reply reply =
        cloud.call("CreateNetwork", {{"EnsRegionId", std::string(TestCloud::region)}, {"CidrBlock", block}});
    return reply.ok() ? "made" : reply.code();
  };
  EXPECT_EQ(make("10.2.0.0/16"), "made");
  EXPECT_EQ(make("10.1.0.0/16"), "made");
  EXPECT_EQ(make("10.2.0.0/16"), "made");
  EXPECT_EQ(make("10.1.0.0/16"), "InvalidParameter.CidrBlock");
  EXPECT_EQ(make("10.1.0.0/16"), "made");
  const json::Value listed = rules();
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0]["Calls"], 3);
  EXPECT_EQ(listed[0]["Struck"], 1);
  EXPECT_EQ(listed[0]["ErrorCode"], "InvalidParameter.CidrBlock");
  EXPECT_EQ(json::print(listed[0]["Match"]), R"([{"Name":"CidrBlock","Value":"10.1.0.0/16"}])");
}

TEST_F(ErrorLab, ARuleOfAnAccountLeavesOthersAlone) {
  const Reply made = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  const Key partner{made.value["AccessKey"]["AccessKeyId"].get<std::string>(),
                    made.value["AccessKey"]["AccessKeySecret"].get<std::string>()};
  arm_ok({{"Instant", "BeforeCommit"},
          {"ErrorCode", "ServiceUnavailable"},
          {"AccountId", made.value["Account"]["AccountId"].get<std::string>()}},
         "DescribeNetworks");
  EXPECT_TRUE(cloud.call("DescribeNetworks").ok());
  EXPECT_EQ(cloud.call_as(partner, "DescribeNetworks").code(), "ServiceUnavailable");
}

TEST_F(ErrorLab, OfSeveralRowsOfOneCodeTheOccurrenceTells) {
  arm_ok({{"Instant", "BeforeCommit"}, {"ErrorCode", "OrderSysConstraintInvalid"}, {"Occurrence", "2"}});
  arm_ok({{"Instant", "BeforeCommit"}, {"ErrorCode", "OrderSysConstraintInvalid"}});
  const std::string second = create().text("Message"), first = create().text("Message");
  EXPECT_NE(first, second);
  EXPECT_TRUE(create().ok());
}

TEST_F(ErrorLab, ADisarmedRuleStrikesNoMore) {
  const std::string rule = arm_ok({{"Instant", "BeforeCommit"}, {"ErrorCode", code}, {"Times", "100"}});
  EXPECT_EQ(create().code(), code);
  EXPECT_TRUE(cloud.call("DisarmErrorRule", {{"RuleId", rule}}).ok());
  EXPECT_TRUE(create().ok());
  EXPECT_THAT(rules(), IsEmpty());
  EXPECT_EQ(cloud.call("DisarmErrorRule", {{"RuleId", rule}}).code(), "ErrorRuleNotFound");
}

TEST_F(ErrorLab, RulesEndWithTheProcess) {
  arm_ok({{"Instant", "BeforeCommit"}, {"ErrorCode", code}, {"Times", "100"}});
  cloud.restart();
  EXPECT_THAT(rules(), IsEmpty());
  EXPECT_TRUE(create().ok());
}

TEST_F(ErrorLab, BadInputIsRefusedByItsField) {
  const auto before = [](Parameters more) {
    more.insert(more.begin(), {"Instant", "BeforeCommit"});
    return more;
  };
  struct Case {
    const char* action;
    Parameters sent;
    const char* code;
    const char* hint;
  };
  const Case cases[] = {
      {"CreateMoon", before({{"ErrorCode", code}}), "InvalidParameter.ActionName", "received CreateMoon"},
      {"DisarmErrorRule", before({{"ErrorCode", "NoPermission"}}), "InvalidParameter.ActionName",
       "error lab"},
      {"DeleteNetwork", before({{"ErrorCode", code}}), "InvalidParameter.ErrorCode",
       "accepted for DeleteNetwork: "},
      {"CreateLoadBalancer", before({}), "InvalidParameter.ErrorCode", "DelayMilliseconds"},
      {"CreateLoadBalancer",
       {{"Instant", "AnswerNeverSent"}, {"ErrorCode", code}},
       "InvalidParameter.ErrorCode",
       "nothing is answered"},
      {"CreateLoadBalancer",
       {{"Instant", "Sometimes"}, {"ErrorCode", code}},
       "InvalidParameter.Instant",
       "AfterCommit"},
      {"CreateLoadBalancer", before({{"ErrorCode", code}, {"Occurrence", "2"}}),
       "InvalidParameter.Occurrence", "received 2"},
      {"CreateLoadBalancer", before({{"ErrorCode", "InvalidParameter.%s"}}), "InvalidParameter.Subject",
       "%s"},
      {"CreateLoadBalancer", before({{"ErrorCode", code}, {"Subject", "x"}}), "InvalidParameter.Subject",
       "without %s"},
      {"CreateLoadBalancer", before({{"ErrorCode", code}, {"DelayMilliseconds", "30001"}}),
       "InvalidParameter.DelayMilliseconds", "30000"},
      {"CreateLoadBalancer", before({{"ErrorCode", code}, {"ProbabilityPercent", "0"}}),
       "InvalidParameter.ProbabilityPercent", "1 to 100"},
      {"CreateLoadBalancer", before({{"ErrorCode", code}, {"Match.1.Name", "Moon"}, {"Match.1.Value", "1"}}),
       "InvalidParameter.Match", "Match.1.Name: received Moon"},
      {"CreateLoadBalancer", before({{"ErrorCode", code}, {"AccountId", "999"}}),
       "InvalidParameter.AccountId", "no account 999"},
  };
  for (const auto& [action, sent, expected, hint] : cases) {
    const Reply reply = arm(sent, action);
    EXPECT_EQ(reply.code(), expected) << reply.body;
    EXPECT_THAT(reply.text("Hint"), HasSubstr(hint));
  }
  EXPECT_THAT(rules(), IsEmpty());
}

TEST_F(ErrorLab, IsTheOperatorsAlone) {
  const Reply made = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  const Key partner{made.value["AccessKey"]["AccessKeyId"].get<std::string>(),
                    made.value["AccessKey"]["AccessKeySecret"].get<std::string>()};
  const std::pair<const char*, Parameters> calls[] = {
      {"ArmErrorRule", {{"ActionName", "CreateNetwork"}, {"Instant", "AnswerNeverSent"}}},
      {"DescribeErrorRules", {}},
      {"DisarmErrorRule", {{"RuleId", "1"}}},
  };
  for (const auto& [action, parameters] : calls) {
    EXPECT_EQ(cloud.call_as(partner, action, parameters).code(), "NoPermission") << action;
  }
}

class ErrorLabOff : public ErrorLab {
 protected:
  ErrorLabOff() : ErrorLab(false) {}
};

TEST_F(ErrorLabOff, ItsActionsAreRefusedAndNothingIsStruck) {
  const Reply refused = arm({{"Instant", "BeforeCommit"}, {"ErrorCode", code}, {"Times", "100"}});
  EXPECT_EQ(refused.code(), "ErrorLabOff");
  EXPECT_THAT(refused.text("Hint"), HasSubstr("--error-lab"));
  EXPECT_EQ(cloud.call("DescribeErrorRules").code(), "ErrorLabOff");
  EXPECT_EQ(cloud.call("DisarmErrorRule", {{"RuleId", "1"}}).code(), "ErrorLabOff");
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(create().ok());
}

}  // namespace
}  // namespace sluice::control
