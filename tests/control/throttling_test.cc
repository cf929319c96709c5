// The documented call rates, where they stand in the order of checks: after signature and nonce, before the
// parameters.

#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

constexpr int creates_per_second = 5;  // per account, as the page says

class Throttling : public ::testing::Test {
 protected:
  Throttling() : network(cloud.make_network()), vswitch(cloud.make_vswitch(network)) { pass_a_second(); }

  Reply create(const std::string& token = "") {
    Parameters parameters = cloud.balancer_parameters(network, vswitch);
    if (!token.empty()) parameters.emplace_back("ClientToken", token);
    return cloud.call("CreateLoadBalancer", std::move(parameters));
  }
  void pass_a_second() { cloud.clock().advance(std::chrono::seconds(1)); }

  TestCloud cloud{{.rates = {.factor = 1}}};
  const std::string network, vswitch;
};

TEST_F(Throttling, TheSixthCreateOfASecondIsRefusedAndTheNextSecondHasRoom) {
  for (int i = 0; i < creates_per_second; ++i) EXPECT_TRUE(create().ok());
  const Reply refused = create();
  EXPECT_EQ(refused.http_status, 400);
  EXPECT_EQ(refused.code(), "Throttling.User");
  EXPECT_EQ(refused.text("Message"), "Request was denied due to user flow control.");
  EXPECT_TRUE(cloud.call("DescribeLoadBalancers").ok()) << "each action has its own rate";
  pass_a_second();
  EXPECT_TRUE(create().ok());
}

TEST_F(Throttling, AThrottledRetryChangesNothingAboutItsToken) {
  const Reply first = create("token-a");
  for (int i = 1; i < creates_per_second; ++i) create();
  EXPECT_EQ(create("token-a").code(), "Throttling.User");
  EXPECT_EQ(create("token-b").code(), "Throttling.User");
  pass_a_second();
  EXPECT_EQ(create("token-a").text("LoadBalancerId"), first.text("LoadBalancerId"));
  const Reply second = create("token-b");
  EXPECT_TRUE(second.ok());
  EXPECT_NE(second.text("LoadBalancerId"), first.text("LoadBalancerId"));
}

TEST_F(Throttling, WhoHasNoKeyUsesUpNothing) {
  const std::string target =
      "/?Action=CreateLoadBalancer&Version=2017-11-10&Format=JSON&AccessKeyId=nobody&Signature=s"
      "&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0&SignatureNonce=n&Timestamp=2026-01-02T03%3A04%3A05Z";
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(cloud.send(signature::Request{.method = "GET", .target = target}).code(),
              "InvalidAccessKeyId.NotFound");
  }
  EXPECT_TRUE(create().ok());
}

TEST_F(Throttling, AnAccountThatUsesUpItsAssumeRoleLeavesThatOfOthers) {
  constexpr int assumed_per_second = 100;
  const Reply made = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  const Key partner{made.value["AccessKey"]["AccessKeyId"].get<std::string>(),
                    made.value["AccessKey"]["AccessKeySecret"].get<std::string>()};
  for (int i = 0; i < assumed_per_second; ++i) cloud.call("AssumeRole");
  EXPECT_EQ(cloud.call("AssumeRole").code(), "Throttling.User");
  EXPECT_EQ(cloud.call_as(partner, "AssumeRole").code(), "MissingRoleArn");
}

TEST_F(Throttling, ComesBeforeTheParametersAreLookedAt) {
  for (int i = 0; i < creates_per_second; ++i) {
    EXPECT_EQ(cloud.call("CreateLoadBalancer").code().substr(0, 7), "Missing");
  }
  EXPECT_EQ(cloud.call("CreateLoadBalancer").code(), "Throttling.User");
}

}  // namespace
}  // namespace sluice::control
