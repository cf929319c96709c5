// Stock and quotas, as the operator sets them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/plane/testing/test_cloud.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Limits : public testing::Test {
 protected:
  Limits() : network(cloud.make_network()), vswitch(cloud.make_vswitch(network)) {
    account = cloud.call("GetCallerIdentity").text("AccountId");
  }
  Reply create() { return cloud.call("CreateLoadBalancer", cloud.balancer_parameters(network, vswitch)); }
  std::string create_ok() {
    const Reply made = create();
    EXPECT_TRUE(made.ok()) << made.body;
    return made.text("LoadBalancerId");
  }
  void remove(const std::string& balancer) {
    EXPECT_TRUE(cloud.call("DeleteLoadBalancer", {{"LoadBalancerId", balancer}}).ok());
  }
  Reply set_stock(const std::string& total, const std::string& spec = "elb.s1.small") {
    return cloud.call("SetStock", {{"EnsRegionId", region}, {"LoadBalancerSpec", spec}, {"Total", total}});
  }
  json::Value stocks(Parameters filter = {}) {
    return cloud.call("DescribeStocks", std::move(filter)).value["Stocks"];
  }
  Reply set_quota(const std::string& most, const std::string& where = "*") {
    return cloud.call("SetQuota", {{"AccountId", account}, {"EnsRegionId", where}, {"Most", most}});
  }
  json::Value quotas() { return cloud.call("DescribeQuotas", {{"AccountId", account}}).value["Quotas"]; }

  TestCloud cloud;
  const std::string region{TestCloud::region};
  std::string network, vswitch, account;
};

TEST_F(Limits, OfAStockCountWhatIsLiveFromTheMomentTheyAreSet) {
  const std::string first = create_ok();
  EXPECT_THAT(stocks(), IsEmpty());
  ASSERT_TRUE(set_stock("2").ok());
  const auto counts = [](int64_t total, int64_t used) {
    return json::Value{{"EnsRegionId", std::string(TestCloud::region)},
                       {"LoadBalancerSpec", "elb.s1.small"},
                       {"Total", total},
                       {"Reserved", 0},
                       {"Used", used},
                       {"Available", total - used}};
  };
  EXPECT_EQ(stocks()[0], counts(2, 1));
  create_ok();
  EXPECT_EQ(stocks()[0], counts(2, 2));
  EXPECT_EQ(create().code(), "SaleControl.VerificationFailed");
  remove(first);
  EXPECT_EQ(stocks()[0], counts(2, 1));
  create_ok();
  ASSERT_TRUE(set_stock("1").ok());
  EXPECT_EQ(stocks()[0], counts(1, 2)) << "lowered under what is in use";
  EXPECT_EQ(create().code(), "SaleControl.VerificationFailed");
  ASSERT_TRUE(
      cloud.call("RemoveStock", {{"EnsRegionId", region}, {"LoadBalancerSpec", "elb.s1.small"}}).ok());
  EXPECT_THAT(stocks(), IsEmpty());
  create_ok();
  ASSERT_TRUE(set_stock("5").ok());
  EXPECT_EQ(stocks()[0], counts(5, 3)) << "what came while nothing was limited counts";
}

TEST_F(Limits, OfAStockAreOfOneSizeOnOneNode) {
  ASSERT_TRUE(set_stock("0", "elb.s3.small").ok());
  create_ok();
  ASSERT_TRUE(set_stock("0").ok());
  EXPECT_EQ(create().code(), "SaleControl.VerificationFailed");
  EXPECT_EQ(stocks({{"LoadBalancerSpec", "elb.s3.small"}}).size(), 1u);
  EXPECT_EQ(stocks({{"EnsRegionId", region}}).size(), 2u);
  EXPECT_EQ(stocks({{"EnsRegionId", region}, {"PageSize", "1"}, {"PageNumber", "2"}}).size(), 1u);
  EXPECT_THAT(stocks({{"EnsRegionId", "nowhere"}}), IsEmpty());
}

TEST_F(Limits, OfAQuotaCountWhatTheAccountHas) {
  const std::string first = create_ok();
  ASSERT_TRUE(set_quota("2").ok());
  ASSERT_TRUE(set_quota("5", region).ok());
  EXPECT_EQ(quotas(), json::Value::array({{{"EnsRegionId", "*"}, {"Most", 2}, {"Live", 1}},
                                          {{"EnsRegionId", region}, {"Most", 5}, {"Live", 1}}}));
  create_ok();
  const Reply refused = create();
  EXPECT_EQ(refused.code(), "OrderQuotaExceeded");
  EXPECT_THAT(refused.text("Hint"), HasSubstr("at most 2"));
  remove(first);
  create_ok();
  EXPECT_EQ(quotas()[0]["Live"], 2);
  ASSERT_TRUE(cloud.call("RemoveQuota", {{"AccountId", account}}).ok());
  create_ok();
  ASSERT_TRUE(set_quota("3", region).ok());
  EXPECT_EQ(quotas(), json::Value::array({{{"EnsRegionId", region}, {"Most", 3}, {"Live", 3}}}));
  EXPECT_EQ(create().code(), "OrderQuotaExceeded");
  ASSERT_TRUE(cloud.call("RemoveQuota", {{"AccountId", account}, {"EnsRegionId", region}}).ok());
  create_ok();
}

TEST_F(Limits, OfOneAccountAreNotAnothers) {
  const Reply made = cloud.call("CreateAccount", {{"AccountName", "partner"}});
  const std::string partner = made.value["Account"]["AccountId"].get<std::string>();
  create_ok();
  ASSERT_TRUE(cloud.call("SetQuota", {{"AccountId", partner}, {"Most", "0"}}).ok());
  create_ok();
  EXPECT_EQ(cloud.call("DescribeQuotas", {{"AccountId", partner}}).value["Quotas"][0]["Live"], 0);
}

TEST_F(Limits, AreRefusedByTheirField) {
  const Parameters stock = {{"EnsRegionId", region}, {"LoadBalancerSpec", "elb.s1.small"}};
  const std::tuple<const char*, Parameters, const char*> cases[] = {
      {"SetStock", {{"EnsRegionId", "nowhere"}, stock[1], {"Total", "1"}}, "InvalidParameter.EnsRegionId"},
      {"SetStock",
       {stock[0], {"LoadBalancerSpec", "big"}, {"Total", "1"}},
       "InvalidParameter.LoadBalancerSpec"},
      {"SetStock", {stock[0], stock[1], {"Total", "-1"}}, "InvalidParameter.Total"},
      {"SetStock", {stock[0], stock[1]}, "MissingTotal"},
      {"RemoveStock", stock, "StockNotFound"},
      {"SetQuota", {{"AccountId", "1"}, {"Most", "1"}}, "AccountNotFound"},
      {"SetQuota", {{"AccountId", account}, {"Most", "-1"}}, "InvalidParameter.Most"},
      {"SetQuota",
       {{"AccountId", account}, {"EnsRegionId", "nowhere"}, {"Most", "1"}},
       "InvalidParameter.EnsRegionId"},
      {"RemoveQuota", {{"AccountId", account}}, "QuotaNotFound"},
      {"RemoveQuota", {{"AccountId", "1"}}, "AccountNotFound"},
      {"DescribeQuotas", {{"AccountId", "1"}}, "AccountNotFound"},
  };
  for (const auto& [action, parameters, code] : cases) {
    EXPECT_EQ(cloud.call(action, parameters).code(), code) << action;
  }
  EXPECT_THAT(stocks(), IsEmpty());
  EXPECT_THAT(quotas(), IsEmpty());
}

}  // namespace
}  // namespace sluice::control
