// Two request pipelines on one database file, each with its own connections, caches and key source: what one
// of them told, the other knows.

#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

class TwoPipelines : public ::testing::Test {
 protected:
  TestCloud one{Options{.client_token_validity = std::chrono::hours(1)}};
  TestCloud other{TestCloud::Beside{one}};
  std::string network = one.make_network("10.0.0.0/8");
  std::string vswitch = one.make_vswitch(network, "10.0.0.0/16");

  Parameters with_token(const std::string& token, const std::string& name = "front") {
    Parameters parameters = one.balancer_parameters(network, vswitch);
    parameters.insert(parameters.end(), {{"LoadBalancerName", name}, {"ClientToken", token}});
    return parameters;
  }
  int64_t count() { return one.call("DescribeLoadBalancers").value["TotalCount"].get<int64_t>(); }
};

TEST_F(TwoPipelines, ARetryThroughTheOtherOneGetsTheFirstAnswer) {
  const Reply first = one.call("CreateLoadBalancer", with_token("t"));
  ASSERT_TRUE(first.ok()) << first.body;
  const Reply again = other.call("CreateLoadBalancer", with_token("t"));
  EXPECT_EQ(again.text("LoadBalancerId"), first.text("LoadBalancerId"));
  EXPECT_EQ(other.call("CreateLoadBalancer", with_token("t", "other")).code(),
            "InvalidParameter.ClientToken");
  EXPECT_EQ(count(), 1);
}

TEST_F(TwoPipelines, TheSameTokenAtOnceMakesOneBalancer) {
  constexpr int tokens = 40, callers_each = 3;
  using Replies = std::vector<std::vector<std::shared_ptr<Reply>>>;
  const auto drive = [&](TestCloud& cloud, Replies& replies) {
    for (int token = 0; token < tokens; ++token) {
      auto& mine = replies.emplace_back();
      for (int i = 0; i < callers_each; ++i) {
        mine.push_back(cloud.start("CreateLoadBalancer", with_token("t-" + std::to_string(token))));
      }
    }
    cloud.settle();
  };
  Replies of_one, of_other;
  {
    std::jthread beside([&] { drive(other, of_other); });
    drive(one, of_one);
  }
  std::set<std::string> ids;
  for (size_t token = 0; token < tokens; ++token) {
    const std::string id(of_one[token].front()->text("LoadBalancerId"));
    ids.insert(id);
    for (const Replies* replies : {&of_one, &of_other}) {
      for (const auto& reply : (*replies)[token]) {
        ASSERT_TRUE(reply->ok()) << reply->body;
        EXPECT_EQ(reply->text("LoadBalancerId"), id);
      }
    }
  }
  EXPECT_EQ(ids.size(), static_cast<size_t>(tokens));
  EXPECT_EQ(count(), tokens);
}

TEST_F(TwoPipelines, WithoutTokensEveryCallIsItsOwnAndNoAddressIsGivenTwice) {
  constexpr int each = 60;
  std::vector<std::shared_ptr<Reply>> of_one, of_other;
  const auto drive = [&](TestCloud& cloud, std::vector<std::shared_ptr<Reply>>& replies) {
    for (int i = 0; i < each; ++i) {
      replies.push_back(cloud.start("CreateLoadBalancer", one.balancer_parameters(network, vswitch)));
    }
    cloud.settle();
  };
  {
    std::jthread beside([&] { drive(other, of_other); });
    drive(one, of_one);
  }
  std::set<std::string> ids, addresses;
  for (const auto* replies : {&of_one, &of_other}) {
    for (const auto& reply : *replies) {
      ASSERT_TRUE(reply->ok()) << reply->body;
      ids.emplace(reply->text("LoadBalancerId"));
    }
  }
  for (const std::string& id : ids) {
    addresses.emplace(other.call("DescribeLoadBalancerAttribute", {{"LoadBalancerId", id}}).text("Address"));
  }
  EXPECT_EQ(ids.size(), 2u * each);
  EXPECT_EQ(addresses.size(), ids.size());
}

TEST_F(TwoPipelines, ARequestThatTookEffectInOneIsAReplayInTheOther) {
  const auto request = one.sign("CreateLoadBalancer", one.balancer_parameters(network, vswitch));
  EXPECT_TRUE(one.send(request).ok());
  EXPECT_EQ(other.send(request).code(), "SignatureNonceUsed");
  EXPECT_EQ(count(), 1);
}

// What one process changes about keys, the other knows within identity::catch_up_interval, when it asks.
TEST_F(TwoPipelines, AKeyServesAndIsRefusedInTheOtherOneWhenItHasCaughtUp) {
  const auto in_other = [&](const Key& key) { return other.call_as(key, "DescribeNetworks").code(); };
  const Key key = one.make_key({});
  EXPECT_EQ(in_other(key), "InvalidAccessKeyId.NotFound");
  other.catch_up();
  EXPECT_EQ(in_other(key), "");
  const Parameters which{{"UserAccessKeyId", key.id}};
  ASSERT_TRUE(one.call("UpdateAccessKey", {which[0], {"Status", "Inactive"}}).ok());
  other.catch_up();
  EXPECT_EQ(in_other(key), "InvalidAccessKeyId.Inactive");
  ASSERT_TRUE(other.call("DeleteAccessKey", which).ok());
  one.catch_up();
  EXPECT_EQ(one.call_as(key, "DescribeNetworks").code(), "InvalidAccessKeyId.NotFound");
}

TEST_F(TwoPipelines, WhatAUserMayDoIsKnownToTheOtherOneWhenItHasCaughtUp) {
  const Key alice = one.make_user("alice");
  const Parameters policy{
      {"PolicyType", "System"}, {"PolicyName", "AliyunENSReadOnlyAccess"}, {"UserName", "alice"}};
  ASSERT_TRUE(one.call("AttachPolicyToUser", policy).ok());
  other.catch_up();
  EXPECT_EQ(other.call_as(alice, "DescribeNetworks").code(), "");
  ASSERT_TRUE(other.call("DetachPolicyFromUser", policy).ok());
  EXPECT_EQ(other.call_as(alice, "DescribeNetworks").code(), "NoPermission");
  one.catch_up();
  EXPECT_EQ(one.call_as(alice, "DescribeNetworks").code(), "NoPermission");
}

}  // namespace
}  // namespace sluice::control
