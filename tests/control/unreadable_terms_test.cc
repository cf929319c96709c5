// Documents that another version has stored and this one cannot read.

#include <gmock/gmock.h>

#include "market.h"

namespace sluice::control {
namespace {

using ::testing::HasSubstr;

class UnreadableTerms : public testing::Test {
 protected:
  UnreadableTerms() { market.recharge(market.buyer, "100.00"); }
  Market market;
};

constexpr const char* unknown_member = R"({"Name":"new","Priority":900,"Effect":"Allow","Moon":"full"})";

TEST_F(UnreadableTerms, ASaleRuleClosesTheSaleOfEverything) {
  EXPECT_TRUE(market.create().ok());
  for (const char* document : {unknown_member, "no JSON at all", R"({"Name":"new","Priority":"first"})"}) {
    market.publish(commerce::TermKind::SaleRule, "new", document);
    const Reply refused = market.create();
    expect_row(refused, api::OrderError::SystemSaleValidateFailed);
    EXPECT_THAT(refused.text("Hint"), HasSubstr("the sale rule new cannot be evaluated")) << document;
  }
  // Whatever it said, it may have come before this one.
  market.act("PutTerm",
             {{"Kind", "SaleRule"}, {"Document", R"({"Name":"all","Priority":0,"Effect":"Allow"})"}});
  expect_row(market.create(), api::OrderError::SystemSaleValidateFailed);
  market.act("DeleteTerm", {{"Kind", "SaleRule"}, {"Name", "new"}});
  EXPECT_TRUE(market.create().ok());
}

TEST_F(UnreadableTerms, AnOrderConstraintIsBroken) {
  market.publish(commerce::TermKind::OrderConstraint, "new",
                 R"({"Name":"new","When":"false","Require":"true","Moon":"full"})");
  const Reply refused = market.create();
  expect_row(refused, api::OrderError::OrderSysConstraintInvalidPlatform);
  EXPECT_THAT(refused.text("Hint"), HasSubstr("the order constraint new does not hold"));
  EXPECT_THAT(refused.text("Hint"), HasSubstr("Moon"));
  market.act("DeleteTerm", {{"Kind", "OrderConstraint"}, {"Name", "new"}});
  EXPECT_TRUE(market.create().ok());
}

TEST_F(UnreadableTerms, WhatThePlatformSaysClosesTheSaleOfEverything) {
  market.publish(commerce::TermKind::Platform, "platform", R"({"OpenOrdersMax":1,"Moon":"full"})");
  const Reply refused = market.create();
  expect_row(refused, api::OrderError::SystemSaleValidateFailed);
  EXPECT_THAT(refused.text("Hint"), HasSubstr("the sale rule of the platform cannot be evaluated"));
  market.act("DeleteTerm", {{"Kind", "Platform"}, {"Name", "platform"}});
  EXPECT_TRUE(market.create().ok());
}

TEST_F(UnreadableTerms, ANodeTakesNoNewBalancers) {
  market.publish(commerce::TermKind::Node, std::string(TestCloud::region),
                 R"({"EnsRegionId":"cn-chengdu-telecom","Moon":"full"})");
  expect_row(market.create(), api::OrderError::OrderSysConstraintInvalidProduct);
  market.act("DeleteTerm", {{"Kind", "Node"}, {"Name", std::string(TestCloud::region)}});
  EXPECT_TRUE(market.create().ok());
}

TEST_F(UnreadableTerms, AreStillShownAsTheyWereSentAndCanBeReplaced) {
  market.publish(commerce::TermKind::SaleRule, "new", unknown_member);
  EXPECT_EQ(market.act("DescribeTerms", {{"Kind", "SaleRule"}}).value["Terms"][0]["Document"],
            unknown_member);
  market.act("PutTerm",
             {{"Kind", "SaleRule"}, {"Document", R"({"Name":"new","Priority":1,"Effect":"Allow"})"}});
  EXPECT_TRUE(market.create().ok());
}

TEST_F(UnreadableTerms, ARiskRuleKeepsNobodyFromBuying) {
  market.publish(commerce::TermKind::RiskRule, "new", R"({"Name":"new","Pack":"moon"})");
  EXPECT_TRUE(market.create().ok());
}

}  // namespace
}  // namespace sluice::control
