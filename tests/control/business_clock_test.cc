// The time that business goes by: ahead of the machine's by what was stepped, and never back.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;

Reply step_clock(TestCloud& cloud, int64_t seconds) {
  return cloud.call("StepBusinessClock", {{"Seconds", std::to_string(seconds)}});
}

TEST(BusinessClock, IsAheadByAllSteps) {
  TestCloud cloud;
  EXPECT_EQ(cloud.call("DescribeBusinessClock").text("Time"), TestCloud::started_at);
  const Reply stepped = step_clock(cloud, 3600);
  ASSERT_TRUE(stepped.ok()) << stepped.body;
  EXPECT_EQ(stepped.text("Time"), "2026-01-02T04:04:05Z");
  EXPECT_EQ(step_clock(cloud, 60).value["AheadSeconds"], 3660);
  cloud.clock().advance(std::chrono::seconds(5));
  EXPECT_EQ(cloud.call("DescribeBusinessClock").text("Time"), "2026-01-02T04:05:10Z");
}

TEST(BusinessClock, StaysAheadInTheNextProcess) {
  TestCloud cloud;
  ASSERT_TRUE(step_clock(cloud, 86'400).ok());
  cloud.restart();
  EXPECT_EQ(cloud.call("DescribeBusinessClock").value["AheadSeconds"], 86'400);
}

TEST(BusinessClock, DatesWhatIsMadeAndNoSignature) {
  TestCloud cloud;
  ASSERT_TRUE(step_clock(cloud, 30 * 86'400).ok());
  const std::string network = cloud.make_network();
  const Reply made =
      cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, cloud.make_vswitch(network)));
  ASSERT_TRUE(made.ok()) << made.body;
  const Reply told = cloud.call("DescribeLoadBalancers");
  EXPECT_EQ(told.value["LoadBalancers"]["LoadBalancer"][0]["CreateTime"], "2026-02-01T03:04:05Z");
}

TEST(BusinessClock, GoesForwardsOnlyAndNotForEver) {
  TestCloud cloud;
  for (const int64_t seconds : {int64_t{0}, int64_t{-1}, int64_t{366 * 86'400 + 1}}) {
    const Reply refused = step_clock(cloud, seconds);
    EXPECT_EQ(refused.code(), "InvalidParameter.Seconds") << seconds;
    EXPECT_THAT(refused.text("Hint"), HasSubstr("1 to 31622400"));
  }
  for (int year = 0; year < 20; ++year) ASSERT_TRUE(step_clock(cloud, 366 * 86'400).ok());
  EXPECT_EQ(step_clock(cloud, 1).code(), "BusinessClockTooFar");
}

}  // namespace
}  // namespace sluice::control
