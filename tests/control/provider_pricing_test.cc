// Orders whose price a provider outside says: through the gateway, the rounds, the client and a real socket.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugged_market.h"

namespace sluice::control {
namespace {

using api::OrderError;

class OutsidePricing : public testing::Test {
 protected:
  OutsidePricing() { plugged.market.recharge(plugged.market.buyer, "100.00"); }

  PluggedMarket plugged{Seam::Pricing};
};

TEST_F(OutsidePricing, IsWhatTheOrderCosts) {
  const std::string plan = R"({"Commodity":"elb_post","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z",)"
                           R"("Leaves":[{"Regions":["*"],"Spec":"elb.s1.small","Cycle":"Month",)"
                           R"("Unit":"InstanceMonth","UnitPrice":"9.25"}]})";
  plugged.provider->with(
      [&](providers::Sample& sample) { sample.state().plans = {*commerce::parse_plan(plan, "outside")}; });
  const Reply reply = plugged.market.create();
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_EQ(plugged.market.book(plugged.market.buyer)["Available"], "90.75");
  EXPECT_EQ(plugged.asked(Seam::Pricing), 1U);
}

TEST_F(OutsidePricing, IsAskedOnceForACallAndNotForItsReplay) {
  Parameters order = plugged.market.order();
  order.emplace_back("ClientToken", "once");
  const auto& key = plugged.market.buyer.key;
  const Reply first = plugged.market.cloud.call_as(key, "CreateLoadBalancer", order);
  const Reply second = plugged.market.cloud.call_as(key, "CreateLoadBalancer", order);
  ASSERT_TRUE(first.ok()) << first.body;
  EXPECT_EQ(first.text("LoadBalancerId"), second.text("LoadBalancerId"));
  EXPECT_EQ(plugged.asked(Seam::Pricing), 1U);
}

TEST_F(OutsidePricing, MakesOneOrderOfCallsWithOneTokenThatAskAtOnce) {
  Parameters order = plugged.market.order();
  order.emplace_back("ClientToken", "at-once");
  std::vector<std::shared_ptr<Reply>> replies;
  for (int i = 0; i < 5; ++i) {
    replies.push_back(plugged.market.cloud.start_as(plugged.market.buyer.key, "CreateLoadBalancer", order));
  }
  plugged.market.cloud.settle();
  for (const auto& reply : replies) {
    ASSERT_TRUE(reply->ok()) << reply->body;
    EXPECT_EQ(reply->text("LoadBalancerId"), replies.front()->text("LoadBalancerId"));
  }
  EXPECT_EQ(plugged.asked(Seam::Pricing), 1U) << "those behind it find its answer";
  EXPECT_EQ(plugged.market.book(plugged.market.buyer)["Available"], "92.50");
  EXPECT_EQ(plugged.market.act("DescribeOrders", plugged.market.buyer.with()).value["TotalCount"], 1);
}

TEST_F(OutsidePricing, IsAskedByTheNextCallWithATokenWhereTheFirstCameToNothing) {
  Parameters order = plugged.market.order();
  order.emplace_back("ClientToken", "again");
  const auto start = [&] {
    return plugged.market.cloud.start_as(plugged.market.buyer.key, "CreateLoadBalancer", order);
  };
  plugged.behave(Seam::Pricing, Behaviour::Forgetful);
  const auto first = start();
  plugged.market.cloud.turn_until([&] { return plugged.asked(Seam::Pricing) > 0; });
  plugged.behave(Seam::Pricing, Behaviour::Proper);
  const auto second = start();
  plugged.market.cloud.settle();
  expect_row(*first, OrderError::PricePricingPlanNotFound);
  EXPECT_TRUE(second->ok()) << second->body;
  EXPECT_EQ(plugged.asked(Seam::Pricing), 2U);
}

TEST_F(OutsidePricing, IsToldByTheRowOfItsReason) {
  plugged.behave(Seam::Pricing, Behaviour::Forgetful);
  expect_row(plugged.market.create(), OrderError::PricePricingPlanNotFound);
}

TEST_F(OutsidePricing, IsAnOutageWhereItRefusesOrFailsOrAnswersNonsense) {
  for (const Behaviour behaviour : {Behaviour::Refusing, Behaviour::Failing, Behaviour::Wrong}) {
    plugged.behave(Seam::Pricing, behaviour);
    expect_row(plugged.market.create(), OrderError::PriceHsfTimeoutError);
  }
  plugged.behave(Seam::Pricing, Behaviour::Proper);
  EXPECT_TRUE(plugged.market.create().ok());
  EXPECT_EQ(plugged.market.book(plugged.market.buyer)["Available"], "92.50");
}

TEST_F(OutsidePricing, IsAnOutageWhereItIsSilent) {
  plugged.behave(Seam::Pricing, Behaviour::Silent);
  expect_row(plugged.create_unheard(Seam::Pricing), OrderError::PriceHsfTimeoutError);
  EXPECT_EQ(plugged.asked(Seam::Pricing), 2U);
}

TEST_F(OutsidePricing, LeavesNothingOfAnOrderThatItFails) {
  plugged.behave(Seam::Pricing, Behaviour::Failing);
  plugged.market.create();
  EXPECT_EQ(plugged.market.book(plugged.market.buyer)["Available"], "100.00");
  EXPECT_EQ(plugged.market.act("DescribeOrders", plugged.market.buyer.with()).value["TotalCount"], 0);
}

TEST_F(OutsidePricing, IsAskedByAQuestionForAPrice) {
  const Parameters question = {{"ProductCode", "elb"},
                               {"SubscriptionType", "PayAsYouGo"},
                               {"Region", std::string(TestCloud::region)},
                               {"ModuleList.1.ModuleCode", "spec"},
                               {"ModuleList.1.PriceType", "Month"},
                               {"ModuleList.1.Config", "spec:elb.s1.small,type:CLB"},
                               {"ModuleList.2.ModuleCode", "spec"},
                               {"ModuleList.2.PriceType", "Hour"},
                               {"ModuleList.2.Config", "spec:elb.s1.small,type:CLB"}};
  const Reply reply = plugged.market.cloud.call("GetPayAsYouGoPrice", question);
  EXPECT_TRUE(reply.ok()) << reply.body;
  EXPECT_EQ(plugged.asked(Seam::Pricing), 2U);
  plugged.behave(Seam::Pricing, Behaviour::Failing);
  EXPECT_EQ(plugged.market.cloud.call("GetPayAsYouGoPrice", question).code(), "PriceHsfTimeoutError");
}

TEST_F(OutsidePricing, IsNotAskedByCallsThatAskForNoPrice) {
  EXPECT_TRUE(plugged.market.cloud.call("DescribeNetworks").ok());
  EXPECT_EQ(plugged.asked(Seam::Pricing), 0U);
}

}  // namespace
}  // namespace sluice::control
