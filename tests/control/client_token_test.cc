// ClientToken on CreateLoadBalancer: what a retry gets, what it never gets.

#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

class ClientToken : public ::testing::Test {
 protected:
  TestCloud cloud;
  std::string network = cloud.make_network();
  std::string vswitch = cloud.make_vswitch(network);

  Parameters with_token(const std::string& token, const std::string& name = "front") {
    Parameters parameters = cloud.balancer_parameters(network, vswitch);
    parameters.insert(parameters.end(), {{"LoadBalancerName", name}, {"ClientToken", token}});
    return parameters;
  }
  Reply create(const std::string& token, const std::string& name = "front") {
    return cloud.call("CreateLoadBalancer", with_token(token, name));
  }
  int64_t count() { return cloud.call("DescribeLoadBalancers").value["TotalCount"].get<int64_t>(); }
};

TEST_F(ClientToken, SameTokenSameParametersAnswersAgainUnderANewRequestId) {
  const Reply first = create("t-1"), again = create("t-1");
  ASSERT_TRUE(first.ok()) << first.body;
  ASSERT_TRUE(again.ok()) << again.body;
  EXPECT_EQ(again.text("LoadBalancerId"), first.text("LoadBalancerId"));
  EXPECT_EQ(again.text("LoadBalancerName"), first.text("LoadBalancerName"));
  EXPECT_NE(again.text("RequestId"), first.text("RequestId"));
  EXPECT_EQ(count(), 1);
}

TEST_F(ClientToken, SameTokenOtherParametersIsRefusedAndChangesNothing) {
  const Reply first = create("t-1");
  EXPECT_EQ(create("t-1", "other").code(), "InvalidParameter.ClientToken");
  EXPECT_EQ(create("t-1").text("LoadBalancerId"), first.text("LoadBalancerId"));
  EXPECT_EQ(count(), 1);
}

TEST_F(ClientToken, AReuseIsToldBehindTheParametersAndBeforeTheAction) {
  create("t-1");
  const auto with = [&](const std::string& parameter, const std::string& wrong) {
    Parameters parameters = with_token("t-1");
    for (auto& [name, value] : parameters) {
      if (name == parameter) value = wrong;
    }
    return cloud.call("CreateLoadBalancer", parameters).code();
  };
  EXPECT_EQ(with("EnsRegionId", ""), "MissingEnsRegionId");
  EXPECT_EQ(with("PayType", "PrePaid"), "InvalidParameter.PayType");
  EXPECT_EQ(with("VSwitchId", "vsw-5unknown"), "InvalidParameter.ClientToken");
}

TEST_F(ClientToken, ARefusedCallLeavesItsTokenFree) {
  Parameters wrong = with_token("t-1");
  for (auto& [name, value] : wrong) {
    if (name == "VSwitchId") value = "vsw-5unknown";
  }
  EXPECT_EQ(cloud.call("CreateLoadBalancer", wrong).code(), "InvalidParameter.VSwitchId");
  EXPECT_TRUE(create("t-1").ok());
}

TEST_F(ClientToken, ConcurrentCallersGetOneBalancer) {
  std::vector<std::shared_ptr<Reply>> replies;
  for (int i = 0; i < 50; ++i) replies.push_back(cloud.start("CreateLoadBalancer", with_token("t-1")));
  cloud.settle();
  for (const auto& reply : replies) {
    ASSERT_TRUE(reply->ok()) << reply->body;
    EXPECT_EQ(reply->text("LoadBalancerId"), replies.front()->text("LoadBalancerId"));
  }
  EXPECT_EQ(count(), 1);
}

TEST_F(ClientToken, EndsAfterTenMinutes) {
  const Reply first = create("t-1");
  cloud.clock().advance(std::chrono::minutes(10) - std::chrono::milliseconds(1));
  EXPECT_EQ(create("t-1").text("LoadBalancerId"), first.text("LoadBalancerId"));
  cloud.clock().advance(std::chrono::milliseconds(1));
  EXPECT_NE(create("t-1").text("LoadBalancerId"), first.text("LoadBalancerId"));
  EXPECT_EQ(count(), 2);
}

TEST(ClientTokenValidity, IsWhatTheOperatorSays) {
  TestCloud cloud({.client_token_validity = std::chrono::seconds(30)});
  const std::string network = cloud.make_network();
  Parameters parameters = cloud.balancer_parameters(network, cloud.make_vswitch(network));
  parameters.emplace_back("ClientToken", "token");
  const auto create = [&] { return cloud.call("CreateLoadBalancer", parameters).text("LoadBalancerId"); };
  const std::string first = create();
  cloud.clock().advance(std::chrono::seconds(29));
  EXPECT_EQ(create(), first);
  cloud.clock().advance(std::chrono::seconds(1));
  EXPECT_NE(create(), first);
}

TEST(ClientTokenMismatch, IsToldAsTheOperatorChooses) {
  TestCloud cloud({.client_token_mismatch = idempotency::Mismatch::IdempotentParameterMismatch});
  const std::string network = cloud.make_network();
  Parameters parameters = cloud.balancer_parameters(network, cloud.make_vswitch(network));
  parameters.emplace_back("ClientToken", "token");
  EXPECT_TRUE(cloud.call("CreateLoadBalancer", parameters).ok());
  parameters.emplace_back("LoadBalancerName", "other");
  const Reply refused = cloud.call("CreateLoadBalancer", parameters);
  EXPECT_EQ(refused.http_status, 400);
  EXPECT_EQ(refused.code(), "IdempotentParameterMismatch");
}

TEST_F(ClientToken, OutlivesARestartAndTheBalancerItself) {
  const Reply first = create("t-1");
  cloud.restart();
  EXPECT_EQ(create("t-1").text("LoadBalancerId"), first.text("LoadBalancerId"));
  ASSERT_TRUE(cloud.call("DeleteLoadBalancer", {{"LoadBalancerId", first.text("LoadBalancerId")}}).ok());
  EXPECT_EQ(create("t-1").text("LoadBalancerId"), first.text("LoadBalancerId"));
  EXPECT_EQ(count(), 0);
}

TEST_F(ClientToken, AnEmptyTokenIsNone) {
  EXPECT_NE(create("").text("LoadBalancerId"), create("").text("LoadBalancerId"));
  EXPECT_EQ(count(), 2);
}

}  // namespace
}  // namespace sluice::control
