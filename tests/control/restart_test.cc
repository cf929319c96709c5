// A control plane that comes back to what it left, on a clock that may have moved either way.

#include <filesystem>

#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

TEST(Restart, OnAClockThatStoodStillMakesNoKeyTwice) {
  TestCloud cloud;
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  const auto create_some = [&](const std::string& when) {
    for (int i = 0; i < 10; ++i) {
      Parameters parameters = cloud.balancer_parameters(network, vswitch);
      parameters.emplace_back("ClientToken", when + std::to_string(i));
      const Reply reply = cloud.call("CreateLoadBalancer", std::move(parameters));
      EXPECT_TRUE(reply.ok()) << reply.body;
    }
  };
  create_some("before");
  cloud.restart();
  create_some("after");
  EXPECT_EQ(cloud.call("DescribeLoadBalancers").value["TotalCount"], 20);
}

TEST(Restart, OnAClockThatSteppedBackListsTheNewestFirst) {
  TestCloud cloud;
  const std::string network = cloud.make_network(), vswitch = cloud.make_vswitch(network);
  const auto create = [&] {
    return cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, vswitch))
        .text("LoadBalancerId");
  };
  const std::string before = create();
  cloud.clock().advance(-std::chrono::minutes(5));
  cloud.restart();
  const std::string after = create();
  const Reply reply = cloud.call("DescribeLoadBalancers");
  ASSERT_EQ(reply.value["TotalCount"], 2) << reply.body;
  EXPECT_EQ(reply.value["LoadBalancers"]["LoadBalancer"][0]["LoadBalancerId"], after);
  EXPECT_EQ(reply.value["LoadBalancers"]["LoadBalancer"][1]["LoadBalancerId"], before);
}

TEST(Restart, WithoutTheSealingKeyIsRefusedAndMakesNoOther) {
  TestCloud cloud;
  const std::string key = cloud.data_dir() + "/secrets.key", elsewhere = cloud.data_dir() + "/elsewhere";
  cloud.close();
  std::filesystem::rename(key, elsewhere);
  for (int start = 0; start < 2; ++start) {
    const auto opened = cloud.reopen();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error(),
              "the sealing key " + key + " is missing: put back the one that these data were written with");
  }
  std::filesystem::rename(elsewhere, key);
  const auto opened = cloud.reopen();
  ASSERT_TRUE(opened) << opened.error();
  EXPECT_TRUE(cloud.call("DescribeEnsRegions").ok());
}

}  // namespace
}  // namespace sluice::control
