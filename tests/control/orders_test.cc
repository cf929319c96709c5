// Orders that another system made, and what their customer does about them: paying, cancelling, looking.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "obstacles.h"

namespace sluice::control {
namespace {

using api::OrderError;
using ::testing::HasSubstr;

class Orders : public testing::Test {
 protected:
  Orders() { market.recharge(market.buyer, "100.00"); }

  Reply pay(const std::string& order) {
    return market.cloud.call_as(market.buyer.key, "PayOrder", {{"OrderId", order}});
  }
  Reply cancel(const std::string& order) {
    return market.cloud.call_as(market.buyer.key, "CancelOrder", {{"OrderId", order}});
  }
  json::Value told(const std::string& order) {
    return market.act("DescribeOrders", market.buyer.with({{"OrderId", order}})).value["Orders"][0];
  }
  std::string shown(const std::string& order) {
    const Reply reply = market.as_buyer("GetOrderDetail", {{"OrderId", order}});
    return reply.value["Data"]["OrderList"]["Order"][0]["PaymentStatus"].get<std::string>();
  }
  int64_t found(Parameters filter) {
    return market.as_buyer("QueryOrders", std::move(filter)).value["Data"]["TotalCount"].get<int64_t>();
  }
  Reply advance(const std::string& order, const char* state) {
    return market.cloud.call("AdvanceOrder", market.buyer.with({{"OrderId", order}, {"State", state}}));
  }

  Market market;
};

TEST_F(Orders, ThatArePaidHoldTheirMoneyUntilTheyAreDone) {
  const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"Amount", "52.00"}});
  EXPECT_EQ(shown(order), "Unpaid");
  const Reply paid = pay(order);
  ASSERT_TRUE(paid.ok()) << paid.body;
  EXPECT_EQ(paid.value["Data"]["PaymentStatus"], "Paid");
  EXPECT_EQ(told(order)["State"], "AUTHORISED");
  EXPECT_EQ(market.book(market.buyer)["CashHeld"], "52.00");
  EXPECT_EQ(market.book(market.buyer)["Available"], "48.00");
  market.advance(market.buyer, order, {"FULFILLING", "CAPTURING", "COMPLETED"});
  EXPECT_EQ(told(order)["Outcome"], "SUCCESS");
  EXPECT_EQ(market.book(market.buyer)["Cash"], "48.00");
  EXPECT_EQ(market.book(market.buyer)["CashHeld"], "0.00");
  EXPECT_EQ(market.book(market.buyer)["Deposit"], "0.00") << "what is done is earned";
  EXPECT_EQ(market.balance(commerce::AccountKind::Revenue, "elb_post"), 52'00);
}

TEST_F(Orders, ThatFailLetGoOfTheirMoney) {
  const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"Amount", "52.00"}});
  ASSERT_TRUE(pay(order).ok());
  market.advance(market.buyer, order, {"COMPENSATING", "FAILED"});
  EXPECT_EQ(market.book(market.buyer)["Cash"], "100.00");
  EXPECT_EQ(market.book(market.buyer)["CashHeld"], "0.00");
  EXPECT_EQ(shown(order), "Cancelled");
}

TEST_F(Orders, GiveASingleUseCouponBackWhenTheyFail) {
  market.act("GrantCoupon", market.buyer.with({{"CouponNo", "K"},
                                               {"Currency", "USD"},
                                               {"Amount", "60.00"},
                                               {"ToTime", later},
                                               {"Rule", R"({"SingleUse": true})"}}));
  const auto coupon = [&] { return market.act("DescribeCoupons", market.buyer.with()).value["Coupons"][0]; };
  const std::string failed = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"Amount", "52.00"}});
  ASSERT_TRUE(pay(failed).ok());
  EXPECT_EQ(coupon()["Status"], "RESERVED");
  EXPECT_EQ(coupon()["Held"], "52.00");
  market.advance(market.buyer, failed, {"COMPENSATING", "FAILED"});
  EXPECT_EQ(coupon()["Status"], "AVAILABLE");
  const std::string done = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"Amount", "52.00"}});
  ASSERT_TRUE(pay(done).ok());
  market.advance(market.buyer, done, {"FULFILLING", "CAPTURING", "COMPLETED"});
  EXPECT_EQ(coupon()["Status"], "USED_UP");
  EXPECT_EQ(coupon()["Balance"], "8.00");
}

TEST_F(Orders, ArePaidAsAPurchaseIs) {
  struct Case {
    OrderError row;
    void (*put)(Market&);
    void (*take_away)(Market&);
  };
  const Case cases[] = {
      {OrderError::AccountAliyunAccountFrozen, [](Market& m) { m.set(m.buyer, "Status", "FROZEN"); },
       [](Market& m) { m.set(m.buyer, "Status", "NORMAL"); }},
      {OrderError::CommodityInvalidItemCode,
       [](Market& m) {
         m.act("DeleteTerm", {{"Kind", "Commodity"}, {"Name", "elb_post"}});
       },
       [](Market& m) { m.publish_commodity(); }},
      {OrderError::PayPayerAccountIllegal, [](Market& m) { m.set_fund(m.buyer, "Status", "FROZEN"); },
       [](Market& m) { m.set_fund(m.buyer, "Status", "VALID"); }},
      {OrderError::PayCurrencyInconsistency,
       [](Market& m) {
         m.recharge(m.buyer, "1.00", "CNY");
         m.set(m.buyer, "SettleCurrency", "CNY");
       },
       [](Market& m) { m.set(m.buyer, "SettleCurrency", "USD"); }},
      {OrderError::PayAmountLimitExceeded, [](Market& m) { m.set_fund(m.buyer, "PerPaymentMax", "51.99"); },
       [](Market& m) { m.set_fund(m.buyer, "PerPaymentMax", "NONE"); }},
      {OrderError::PatRiskRejectForTradeData,
       [](Market& m) {
         m.act("PutTerm", {{"Kind", "RiskRule"},
                           {"Document", R"({"Name":"trade","Pack":"trade","Condition":"payable == 52"})"}});
       },
       [](Market& m) {
         m.act("DeleteTerm", {{"Kind", "RiskRule"}, {"Name", "trade"}});
       }},
      {OrderError::PayCounponNotExist, [](Market& m) { m.set(m.buyer, "PinnedCoupon", "none"); },
       [](Market& m) { m.set(m.buyer, "PinnedCoupon", "NONE"); }},
      {OrderError::PayInsufficientBalance, [](Market& m) { m.bill(m.buyer, "50.00", later); },
       [](Market& m) { m.recharge(m.buyer, "50.00"); }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(api::row_of(c.row).code);
    const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"Amount", "52.00"}});
    c.put(market);
    expect_row(pay(order), c.row);
    EXPECT_EQ(told(order)["State"], "UNPAID") << "it can be paid another time";
    c.take_away(market);
    EXPECT_TRUE(pay(order).ok());
    market.expect_sound_ledger();
    market.advance(market.buyer, order, {"COMPENSATING", "FAILED"});
  }
}

TEST_F(Orders, CountOnceAgainstTheLimitsOfADay) {
  market.set_fund(market.buyer, "PerDayMax", "52.00");
  const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"Amount", "52.00"}});
  EXPECT_TRUE(pay(order).ok());
  const std::string more = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"Amount", "0.01"}});
  expect_row(pay(more), OrderError::PayAmountLimitExceeded);
}

TEST_F(Orders, AreNotPaidWhileOrAfterTheirPayerChanges) {
  const auto trust = [&](const char* state) {
    market.act("SetTrusteeship",
               market.buyer.with({{"ParentAccountId", market.partner.id}, {"State", state}}));
  };
  const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID");
  trust("CHANGING");
  expect_row(pay(order), OrderError::PayQueryParentRelationchangedFailed);
  ASSERT_TRUE(cancel(order).ok()) << "or the change could not end";
  trust("DISSOLVED");
  const std::string of_a_child =
      market.record_order(market.buyer, "Upgrade", "UNPAID", {{"TrusteeshipVersion", "1"}});
  expect_row(pay(of_a_child), OrderError::PayPayFailedParentRelationchanged);
  EXPECT_TRUE(pay(market.record_order(market.buyer, "Upgrade", "UNPAID")).ok());
}

TEST_F(Orders, AreVoidWhenALaterOneOfTheirHostIsPaid) {
  ASSERT_TRUE(market.create().ok());
  const Parameters host = {{"HostId", market.host_of(market.buyer)}};
  const std::string first = market.record_order(market.buyer, "Renew", "UNPAID", host);
  const std::string second = market.record_order(market.buyer, "Renew", "UNPAID", host);
  const std::string third = market.record_order(market.buyer, "Renew", "UNPAID", host);
  ASSERT_TRUE(pay(second).ok());
  expect_row(pay(first), OrderError::TradeTradeOrderAfterPayCheckError);
  EXPECT_EQ(told(first)["State"], "CANCELLED");
  EXPECT_EQ(told(first)["Outcome"], "TradeTradeOrderAfterPayCheckError");
  EXPECT_EQ(told(third)["State"], "UNPAID");
}

TEST_F(Orders, ThatNobodyPaysInTimeAreCancelled) {
  const std::string order =
      market.record_order(market.buyer, "Upgrade", "UNPAID", {{"PayUntilTime", "2026-01-02T04:00:00Z"}});
  market.cloud.clock().advance(std::chrono::hours(1));
  EXPECT_EQ(shown(order), "Cancelled");
  EXPECT_EQ(found({{"PaymentStatus", "Unpaid"}}), 0);
  EXPECT_EQ(found({{"PaymentStatus", "Cancelled"}}), 1);
  expect_row(pay(order), OrderError::PayOrderPayTimeInvalid);
  EXPECT_EQ(market.book(market.buyer)["CashHeld"], "0.00");
}

TEST_F(Orders, AreCancelledWhileTheyAreUnpaid) {
  const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID");
  ASSERT_TRUE(cancel(order).ok());
  EXPECT_EQ(shown(order), "Cancelled");
  EXPECT_EQ(cancel(order).code(), "IncorrectOrderState");
  expect_row(pay(order), OrderError::PayOrderPayTimeInvalid);
  const std::string paid = market.record_order(market.buyer, "Upgrade", "UNPAID");
  ASSERT_TRUE(pay(paid).ok());
  EXPECT_EQ(cancel(paid).code(), "IncorrectOrderState");
  expect_row(pay(paid), OrderError::PayOrderPayTimeInvalid);
}

TEST_F(Orders, AreTheirCustomersAlone) {
  const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID");
  const auto as_partner = [&](const char* action) {
    return market.cloud.call_as(market.partner.key, action, {{"OrderId", order}});
  };
  expect_row(as_partner("PayOrder"), OrderError::OrderNotFound);
  EXPECT_EQ(as_partner("CancelOrder").code(), "OrderNotFound");
  EXPECT_EQ(as_partner("GetOrderDetail").code(), "OrderNotFound");
  expect_row(pay("1"), OrderError::OrderNotFound);
  expect_row(pay("one"), OrderError::OrderNotFound);
}

TEST_F(Orders, AreFoundByTypeStatusProductAndTime) {
  ASSERT_TRUE(market.create().ok());
  market.cloud.clock().advance(std::chrono::hours(1));
  market.record_order(market.buyer, "Upgrade", "UNPAID");
  EXPECT_EQ(found({}), 2);
  EXPECT_EQ(found({{"OrderType", "Buy"}}), 1);
  EXPECT_EQ(found({{"OrderType", "Renew"}}), 0);
  EXPECT_EQ(found({{"PaymentStatus", "Paid"}}), 1);
  EXPECT_EQ(found({{"PaymentStatus", "Unpaid"}}), 1);
  EXPECT_EQ(found({{"ProductCode", "elb"}}), 2);
  EXPECT_EQ(found({{"ProductCode", "rds"}}), 0);
  EXPECT_EQ(found({{"CreateTimeStart", "2026-01-02T04:00:00Z"}}), 1);
  EXPECT_EQ(found({{"CreateTimeEnd", "2026-01-02T04:00:00Z"}}), 1);
  const Reply page = market.as_buyer("QueryOrders", {{"PageNum", "2"}, {"PageSize", "1"}});
  const json::Value& orders = page.value["Data"]["OrderList"]["Order"];
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_EQ(orders[0]["OrderType"], "Buy") << "the newest first";
  EXPECT_EQ(orders[0]["PretaxAmount"], "7.50");
  EXPECT_EQ(orders[0]["ProductCode"], "elb");
}

TEST_F(Orders, MoveAsTheirStatesAllow) {
  const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID");
  const Reply refused = advance(order, "COMPLETED");
  EXPECT_EQ(refused.code(), "IncorrectOrderState");
  EXPECT_THAT(refused.text("Hint"), HasSubstr("PAYING, CANCELLED"));
  EXPECT_EQ(advance("1", "PAYING").code(), "OrderNotFound");
  market.advance(market.buyer, order,
                 {"PAYING", "PAY_UNKNOWN", "AUTHORISED", "FULFILLING", "CAPTURING", "CAPTURE_FAILED",
                  "COMPENSATING", "FAILED"});
  EXPECT_EQ(told(order)["Outcome"], "FAILED");
  EXPECT_EQ(advance(order, "UNPAID").code(), "IncorrectOrderState");
  EXPECT_EQ(market.book(market.buyer)["Cash"], "100.00") << "what another system was paid is not booked here";
}

// The price that is asked for is the one that the order is made at.
TEST_F(Orders, CostWhatWasAskedFor) {
  const auto price = [&](const char* config, const char* cycle = "Month") {
    return market.cloud.call_as(market.buyer.key, "GetPayAsYouGoPrice",
                                {{"ProductCode", "elb"},
                                 {"SubscriptionType", "PayAsYouGo"},
                                 {"Region", std::string(TestCloud::region)},
                                 {"ModuleList.1.ModuleCode", "spec"},
                                 {"ModuleList.1.PriceType", cycle},
                                 {"ModuleList.1.Config", config}});
  };
  market.set(market.buyer, "Discount", "0.8");
  const Reply told = price("spec:elb.s1.small");
  ASSERT_TRUE(told.ok()) << told.body;
  const json::Value& module = told.value["Data"]["ModuleDetails"]["ModuleDetail"][0];
  EXPECT_EQ(module["OriginalCost"], "7.50");
  EXPECT_EQ(module["InvoiceDiscount"], "1.50");
  EXPECT_EQ(module["CostAfterDiscount"], "6.00");
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.buyer)["Cash"], "94.00");
  expect_row(price("spec:elb.s9.huge"), OrderError::CommodityInvalidItemCode);
  expect_row(price("spec:elb.s1.small,zone:7"), OrderError::CommodityInvalidComponent);
  const Reply garbled = price("elb.s1.small");
  EXPECT_EQ(garbled.code(), "InvalidParameter.ModuleList");
  EXPECT_THAT(garbled.text("Hint"), HasSubstr("name:value"));
}

}  // namespace
}  // namespace sluice::control
