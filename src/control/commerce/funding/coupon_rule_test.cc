#include "control/commerce/funding/coupon_rule.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

const Currency& usd() {
  return *find_currency("USD");
}

FundingNeed order() {
  return {.payable = 5200, .currency = "USD", .commodity = "elb_post", .site = "INTL", .account = "1001"};
}

TEST(CouponRule, ReadsWhatItPrints) {
  for (const char* text :
       {"{}",
        R"({"Products":{"Mode":"Only","Codes":["elb_post","elb_plan"]},"OrderTypes":["Buy"],)"
        R"("PayTypes":["PostPaid"],"MinOrderAmount":"50.00","FirstBuyOnly":true,"Sites":["CN","INTL"],)"
        R"("Accounts":["1001"],"SingleUse":true,"MustCoverInFull":true})",
        R"({"Products":{"Mode":"Except","Codes":["rds"]}})"}) {
    const auto rule = parse_coupon_rule(text, usd());
    ASSERT_TRUE(rule) << rule.error().field << " " << rule.error().message;
    EXPECT_EQ(print_coupon_rule(*rule, usd()), text);
  }
}

TEST(CouponRule, NamesWhatIsWrong) {
  struct Case {
    const char* text;
    const char* field;
    const char* message;
  };
  const Case cases[] = {
      {R"({"Products":{"Mode":"Some"}})", "Products.Mode", "received \"Some\"; accepted: All, Only, Except"},
      {R"({"Products":{"Mode":"Only"}})", "Products.Codes",
       "received 0 codes in the mode Only; accepted: none in the mode All, at least one in Only and Except"},
      {R"({"Products":{"Codes":["a"]}})", "Products.Codes",
       "received 1 codes in the mode All; accepted: none in the mode All, at least one in Only and Except"},
      {R"({"PayTypes":["PostPaid","Later"]})", "PayTypes[1]",
       "received \"Later\"; accepted: PrePaid, PostPaid"},
      {R"({"Sites":["EU"]})", "Sites[0]", "received \"EU\"; accepted: CN, INTL"},
      {R"({"Accounts":[""]})", "Accounts[0]", "received \"\"; accepted: a text that is not empty"},
      {R"({"MinOrderAmount":"-1"})", "MinOrderAmount",
       "received \"-1\"; accepted: a text with an amount of USD from 0.00 to 10000000000000.00, at most 2 "
       "digits behind the point"},
  };
  for (const Case& c : cases) {
    const auto rule = parse_coupon_rule(c.text, usd());
    ASSERT_FALSE(rule) << c.text;
    EXPECT_EQ(rule.error().field, c.field);
    EXPECT_EQ(rule.error().message, c.message);
  }
  EXPECT_TRUE(
      parse_coupon_rule(R"({"SingelUse":true})", usd()).error().message.starts_with("is not a member"));
  std::string many = R"({"Accounts":["1")";
  for (size_t i = 0; i < coupon_rule_items_max; ++i) many += ",\"1\"";
  EXPECT_EQ(parse_coupon_rule(many + "]}", usd()).error().message,
            "received 1001 items; accepted: at most 1000");
}

TEST(CouponRule, SaysWhichConditionAnOrderDoesNotMeet) {
  struct Case {
    const char* text;
    std::string_view unmet;
  };
  const Case cases[] = {
      {"{}", ""},
      {R"({"Products":{"Mode":"Only","Codes":["elb_post"]}})", ""},
      {R"({"Products":{"Mode":"Only","Codes":["rds"]}})", "Products"},
      {R"({"Products":{"Mode":"Except","Codes":["rds"]}})", ""},
      {R"({"Products":{"Mode":"Except","Codes":["elb_post"]}})", "Products"},
      {R"({"OrderTypes":["Renew"]})", "OrderTypes"},
      {R"({"OrderTypes":["Renew","Buy"]})", ""},
      {R"({"PayTypes":["PrePaid"]})", "PayTypes"},
      {R"({"MinOrderAmount":"52.01"})", "MinOrderAmount"},
      {R"({"MinOrderAmount":"52.00"})", ""},
      {R"({"FirstBuyOnly":true})", "FirstBuyOnly"},
      {R"({"Sites":["CN"]})", "Sites"},
      {R"({"Accounts":["1002"]})", "Accounts"},
      {R"({"Accounts":["1002","1001"]})", ""},
      {R"({"Accounts":["1002"],"MinOrderAmount":"99.00"})", "MinOrderAmount"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(unmet_condition(*parse_coupon_rule(c.text, usd()), order()), c.unmet) << c.text;
  FundingNeed first = order();
  first.is_first_purchase = true;
  EXPECT_EQ(unmet_condition({.first_buy_only = true}, first), "");
}

}  // namespace
}  // namespace sluice::commerce
