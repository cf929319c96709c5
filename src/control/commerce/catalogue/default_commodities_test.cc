#include "control/commerce/catalogue/default_commodities.h"

#include <gtest/gtest.h>

#include "control/commerce/catalogue/check_modules.h"

namespace sluice::commerce {
namespace {

Commodity read(std::string_view text) {
  auto commodity = parse_commodity(text);
  EXPECT_TRUE(commodity) << commodity.error().field << " " << commodity.error().message;
  return *std::move(commodity);
}

TEST(DefaultCommodities, AreTheBalancerAndItsPlan) {
  std::vector<std::string> codes;
  for (const std::string_view text : default_commodity_documents()) codes.push_back(read(text).code);
  EXPECT_EQ(codes, (std::vector<std::string>{std::string(elb_post_code), std::string(elb_plan_code)}));
  EXPECT_EQ(read(default_elb_post_document()).code, elb_post_code);
  EXPECT_EQ(read(default_elb_plan_document()).code, elb_plan_code);
}

TEST(DefaultCommodities, SellAPublishedSizeWithNothingButRegionAndSpecSaid) {
  const Commodity post = read(default_elb_post_document());
  EXPECT_EQ(post.deposit, Deposit{});
  EXPECT_EQ(post.open_threshold, 0);
  EXPECT_EQ(post.open_mode, Commodity::OpenMode::Auto);
  EXPECT_EQ(post.purchase_mode, Commodity::PurchaseMode::Any);
  for (const char* spec :
       {"elb.s1.small", "elb.s2.small", "elb.s2.medium", "elb.s3.small", "elb.s3.medium"}) {
    const auto modules =
        check_modules(&post, OrderType::Buy, {{"region", "cn-chengdu-telecom"}, {"spec", spec}}, 1, {});
    ASSERT_TRUE(modules) << modules.error().hint;
    EXPECT_EQ(*modules, (Modules{{"billing_cycle", "Month"},
                                 {"pay_type", "PostPaid"},
                                 {"region", "cn-chengdu-telecom"},
                                 {"spec", spec},
                                 {"type", "CLB"}}));
  }
}

TEST(DefaultCommodities, ThePlanIsOrderedInEveryWayAPrepaidOneCanBe) {
  const Commodity plan = read(default_elb_plan_document());
  for (const OrderType type :
       {OrderType::Buy, OrderType::Renew, OrderType::Upgrade, OrderType::Downgrade, OrderType::TempUpgrade,
        OrderType::RenewChange, OrderType::Refund, OrderType::Transfer, OrderType::Convert}) {
    EXPECT_TRUE(check_modules(&plan, type, {{"spec", "elb.plan.50"}}, 1, {})) << to_text(type);
  }
  const auto odd = check_modules(&plan, OrderType::Renew, {{"spec", "elb.plan.50"}, {"period", "13"}}, 1, {});
  ASSERT_FALSE(odd);
  EXPECT_EQ(odd.error().error, api::OrderError::OrderPeriodInvalid);
}

}  // namespace
}  // namespace sluice::commerce
