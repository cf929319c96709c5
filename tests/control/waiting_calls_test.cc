// Calls that have to wait: behind another one with their token, and behind a storage that does not keep up.

#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"
#include "held_database.h"

namespace sluice::control {
namespace {

using std::chrono::milliseconds;

class WaitingCalls : public ::testing::Test {
 protected:
  TestCloud cloud;
  std::string network = cloud.make_network();
  std::string vswitch = cloud.make_vswitch(network);
  std::optional<HeldDatabase> held;

  void hold() { held.emplace(cloud.data_dir()); }
  void release() { held.reset(); }
  std::shared_ptr<Reply> create(const std::string& token, const std::string& name = "front") {
    Parameters parameters = cloud.balancer_parameters(network, vswitch);
    parameters.emplace_back("LoadBalancerName", name);
    if (!token.empty()) parameters.emplace_back("ClientToken", token);
    return cloud.start("CreateLoadBalancer", std::move(parameters));
  }
  void pass(base::Duration time) {
    cloud.clock().advance(time);
    cloud.turn();
  }
  int64_t count() { return cloud.call("DescribeLoadBalancers").value["TotalCount"].get<int64_t>(); }
};

TEST_F(WaitingCalls, BehindTheSameTokenAnswerProcessingWhenTheWaitEndsFirst) {
  hold();
  const auto first = create("t-1"), second = create("t-1");
  pass(gateway::behind_same_token_max - milliseconds(1));
  EXPECT_FALSE(second->answered());
  pass(milliseconds(1));
  ASSERT_TRUE(second->answered());
  EXPECT_EQ(second->code(), "Processing");
  EXPECT_EQ(second->http_status, 400);
  EXPECT_EQ(second->text("Message"), "Request is in progress, please try again later.");
  EXPECT_FALSE(first->answered()) << "whoever came first waits on";
  release();
  cloud.settle();
  EXPECT_TRUE(first->ok()) << first->body;
  const auto retry = create("t-1");
  cloud.settle();
  EXPECT_EQ(retry->text("LoadBalancerId"), first->text("LoadBalancerId"));
  EXPECT_EQ(count(), 1);
}

TEST_F(WaitingCalls, BehindTheSameTokenGetTheReplayWhenItComesInTime) {
  hold();
  const auto first = create("t-1"), second = create("t-1");
  pass(gateway::behind_same_token_max - milliseconds(1));
  release();
  cloud.settle();
  EXPECT_TRUE(first->ok()) << first->body;
  EXPECT_EQ(second->text("LoadBalancerId"), first->text("LoadBalancerId"));
  EXPECT_EQ(count(), 1);
}

TEST_F(WaitingCalls, BehindAnotherRequestWithTheirTokenAreRefusedAsItsReuse) {
  hold();
  const auto first = create("t-1"), other = create("t-1", "other");
  pass(gateway::behind_same_token_max);
  ASSERT_TRUE(other->answered());
  EXPECT_EQ(other->code(), "InvalidParameter.ClientToken");
  release();
  cloud.settle();
  EXPECT_TRUE(first->ok());
  EXPECT_EQ(count(), 1);
}

// Whoever is told so sends a new request with a new token.
TEST_F(WaitingCalls, ThatWereRefusedAsAReuseNeverTakeEffect) {
  hold();
  Parameters wrong = cloud.balancer_parameters(network, "vsw-5unknown");
  wrong.emplace_back("ClientToken", "t-1");
  const auto first = cloud.start("CreateLoadBalancer", wrong), other = create("t-1", "other");
  const auto same_as_other = create("t-1", "other");
  pass(gateway::behind_same_token_max);
  ASSERT_TRUE(other->answered());
  EXPECT_EQ(other->code(), "InvalidParameter.ClientToken");
  release();
  cloud.settle();
  EXPECT_EQ(first->code(), "InvalidParameter.VSwitchId");
  EXPECT_EQ(same_as_other->code(), "InvalidParameter.ClientToken");
  EXPECT_EQ(count(), 0);
}

TEST_F(WaitingCalls, AreComparedWithTheFirstThatStillWaits) {
  hold();
  Parameters wrong = cloud.balancer_parameters(network, "vsw-5unknown");
  wrong.emplace_back("ClientToken", "t-1");
  const auto first = cloud.start("CreateLoadBalancer", wrong), other = create("t-1", "other");
  release();
  cloud.await(*first);
  cloud.settle();
  EXPECT_TRUE(other->ok()) << "the token was free again when its turn came: " << other->body;
  EXPECT_EQ(count(), 1);
}

TEST_F(WaitingCalls, WithTokensOfTheirOwnWaitAsLongAsItTakes) {
  hold();
  const auto first = create("t-1"), second = create("t-2");
  pass(gateway::behind_same_token_max);
  EXPECT_FALSE(first->answered());
  EXPECT_FALSE(second->answered());
  release();
  cloud.settle();
  EXPECT_EQ(count(), 2);
}

TEST_F(WaitingCalls, BeyondTheBoundAreRefusedBeforeAnythingIsDone) {
  hold();
  const auto first = create("t-1");
  pass(gateway::wait_max);
  const auto in_time = create("t-2");
  EXPECT_FALSE(in_time->answered()) << "at the bound, not beyond it";
  pass(milliseconds(1));
  const auto late = create("t-3");
  ASSERT_TRUE(late->answered());
  EXPECT_EQ(late->code(), "ServiceUnavailable");
  EXPECT_EQ(late->http_status, 503);
  EXPECT_THAT(late->text("Hint"), testing::HasSubstr("nothing was done"));
  release();
  cloud.settle();
  EXPECT_TRUE(first->ok());
  EXPECT_TRUE(in_time->ok());
  EXPECT_EQ(count(), 2);
  const auto again = create("t-3");
  cloud.settle();
  EXPECT_TRUE(again->ok()) << "its token was left alone";
}

TEST_F(WaitingCalls, BeyondTheBoundLearnThatTheirTokenIsInUse) {
  hold();
  const auto first = create("t-1");
  pass(gateway::wait_max + milliseconds(1));
  const auto same = create("t-1"), other = create("t-1", "other");
  EXPECT_EQ(same->code(), "Processing");
  EXPECT_EQ(other->code(), "InvalidParameter.ClientToken");
  release();
  cloud.settle();
  EXPECT_TRUE(first->ok());
}

TEST_F(WaitingCalls, ThatReadDoNotWaitForThoseThatWrite) {
  hold();
  const auto write = create("");
  pass(gateway::wait_max + milliseconds(1));
  EXPECT_EQ(create("")->code(), "ServiceUnavailable");
  const auto read = cloud.start("DescribeLoadBalancers", {});
  cloud.await(*read);
  EXPECT_TRUE(read->ok()) << read->body;
  EXPECT_FALSE(write->answered());
  release();
  cloud.settle();
  EXPECT_TRUE(write->ok());
}

}  // namespace
}  // namespace sluice::control
