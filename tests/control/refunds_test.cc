// RefundInstance: what was paid in advance for hosts goes back to where it came from, within what was paid
// and what is unused, and each row of the page's that a refund tells.

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/api/conformance.h"
#include "obstacles.h"

namespace sluice::control {
namespace {

using api::OrderError;

std::chrono::hours days_of(int count) {
  return std::chrono::hours(24 * count);
}

// A buyer with 100.00 and hosts whose time is bought for two months, of which none has passed.
class Refunds : public testing::Test {
 protected:
  Refunds() { market.recharge(market.buyer, "100.00"); }

  Parameters named(const std::string& host, Parameters others = {}) {
    others.insert(others.begin(), {"HostId", host});
    return market.buyer.with(std::move(others));
  }
  void add_host(const std::string& host) { market.act("SetHostInstance", named(host)); }
  void add_line(const std::string& host, const char* kind = "BASE", std::chrono::hours lasts = two_months) {
    const auto now = market.cloud.clock().wall();
    market.act("AddSubscriptionLine", named(host, {{"Kind", kind},
                                                   {"FromTime", base::format_iso8601(now)},
                                                   {"ToTime", base::format_iso8601(now + lasts)}}));
  }
  // Set aside, not taken.
  std::string pay_for(const std::string& host, const char* amount) {
    const std::string order =
        market.record_order(market.buyer, "Buy", "UNPAID", {{"Amount", amount}, {"HostId", host}});
    market.as_buyer("PayOrder", {{"OrderId", order}});
    return order;
  }
  std::string buy(const std::string& host, const char* amount) {
    add_host(host);
    add_line(host);
    const std::string order = pay_for(host, amount);
    market.advance(market.buyer, order, {"FULFILLING", "CAPTURING", "COMPLETED"});
    return order;
  }
  Reply refund(const std::string& ids, Parameters others) {
    others.insert(others.begin(), {"InstanceIds", ids});
    Reply reply = market.cloud.call_as(market.buyer.key, "RefundInstance", std::move(others));
    market.expect_sound_ledger();
    return reply;
  }
  Reply refund_all(const std::string& ids) { return refund(ids, {{"RefundType", "NO_REASON_5D"}}); }
  Reply refund_part(const std::string& ids, std::string amount) {
    return refund(ids, {{"RefundType", "PARTIAL"}, {"Amount", std::move(amount)}});
  }
  static constexpr const char* plan_document =
      R"({"Commodity":"elb_plan","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[{"Regions":)"
      R"(["*"],"Spec":"elb.plan.10","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"9.99"}]})";
  // By the customer, for a month; its host.
  std::string buy_plan() {
    return market
        .as_buyer("CreateInstance", {{"ProductCode", "elb"},
                                     {"SubscriptionType", "Subscription"},
                                     {"Period", "1"},
                                     {"Parameter.1.Code", "spec"},
                                     {"Parameter.1.Value", "elb.plan.10"}})
        .value["Data"]["InstanceId"]
        .get<std::string>();
  }
  std::string cash() { return market.book(market.buyer)["Cash"].get<std::string>(); }
  static constexpr std::chrono::hours two_months{60 * 24};
  const std::string one = R"(["plan-1"])";
  const std::string two = R"(["plan-1","plan-2"])";
  Market market;
};

TEST_F(Refunds, WithoutAReasonGiveAllBackAndConform) {
  const std::string order = buy("plan-1", "52.00");
  EXPECT_EQ(cash(), "48.00");
  const Reply reply = refund_all(one);
  ASSERT_TRUE(reply.ok()) << reply.body;
  const json::Value refunded = reply.value["Data"]["RefundList"]["Refund"][0];
  EXPECT_EQ(refunded["OrderId"], order);
  EXPECT_EQ(refunded["Amount"], "52.00");
  EXPECT_TRUE(api::conforms(api::find_action("RefundInstance")->response, reply.value).empty());
  EXPECT_EQ(cash(), "100.00");
  EXPECT_EQ(market.balance(commerce::AccountKind::Revenue, "elb_post"), 0);
  const Reply orders = market.as_buyer("QueryOrders", {{"OrderType", "Refund"}});
  EXPECT_EQ(orders.value["Data"]["OrderList"]["Order"][0]["OrderId"], refunded["RefundOrderId"]);
  expect_row(refund_all(one), OrderError::ProductInstanceReleased);
}

TEST_F(Refunds, GiveNothingBackThatACouponPaid) {
  market.act(
      "GrantCoupon",
      market.buyer.with({{"CouponNo", "K"}, {"Currency", "USD"}, {"Amount", "10.00"}, {"ToTime", later}}));
  buy("plan-1", "52.00");
  EXPECT_EQ(cash(), "58.00");
  ASSERT_TRUE(refund_all(one).ok());
  EXPECT_EQ(cash(), "100.00");
  EXPECT_EQ(market.act("DescribeCoupons", market.buyer.with()).value["Coupons"][0]["Balance"], "0.00");
}

TEST_F(Refunds, OfAPartGiveTimeBackFromTheEnd) {
  buy("plan-1", "60.00");
  market.cloud.clock().advance(two_months / 2);
  expect_row(refund_part(one, "30.01"), OrderError::RefundRefundParamInvalid);
  ASSERT_TRUE(refund_part(one, "20.00").ok());
  EXPECT_EQ(cash(), "60.00");
  expect_row(refund_part(one, "10.01"), OrderError::RefundRefundParamInvalid);
  ASSERT_TRUE(refund_part(one, "10.00").ok());
  EXPECT_EQ(cash(), "70.00");
  expect_row(refund_part(one, "0.01"), OrderError::ProductInstanceReleased);
}

TEST_F(Refunds, NeverAddUpToMoreThanWasPaid) {
  buy("plan-1", "52.00");
  ASSERT_TRUE(refund_part(one, "40.00").ok());
  expect_row(refund_part(one, "20.00"), OrderError::PayRefundFailed);
  EXPECT_EQ(cash(), "88.00");
}

TEST_F(Refunds, OfWhatIsOnlySetAsideLetAllOfItGo) {
  add_host("plan-1");
  add_line("plan-1");
  pay_for("plan-1", "52.00");
  expect_row(refund_part(one, "26.00"), OrderError::PayPartRefundNotSupport);
  const Reply reply = refund_part(one, "52.00");
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_EQ(reply.value["Data"]["RefundList"]["Refund"][0]["RefundOrderId"], "");
  EXPECT_EQ(market.book(market.buyer)["Available"], "100.00");
}

TEST_F(Refunds, TakeNoTimeThatAnotherOrderHasPaid) {
  market.publish(commerce::TermKind::PricingPlan, "elb_plan", plan_document);
  const std::string host = buy_plan();
  const std::string renewal =
      market.record_order(market.buyer, "Renew", "UNPAID", {{"Amount", "20.00"}, {"HostId", host}});
  market.as_buyer("PayOrder", {{"OrderId", renewal}});
  const json::Value lines = market.host(market.buyer)["Lines"];
  const Reply let_go = refund_all("[\"" + host + "\"]");
  ASSERT_TRUE(let_go.ok()) << let_go.body;
  EXPECT_EQ(let_go.value["Data"]["RefundList"]["Refund"][0]["OrderId"], renewal);
  EXPECT_EQ(cash(), "90.01");
  EXPECT_EQ(market.host(market.buyer)["Lines"], lines) << "the purchase has paid that time";
  ASSERT_TRUE(refund_all("[\"" + host + "\"]").ok());
  EXPECT_EQ(cash(), "100.00");
}

TEST_F(Refunds, WithOneTokenGiveBackOnce) {
  buy("plan-1", "52.00");
  const Parameters part = {{"RefundType", "PARTIAL"}, {"Amount", "20.00"}, {"ClientToken", "once"}};
  const Reply first = refund(one, part), again = refund(one, part);
  ASSERT_TRUE(first.ok()) << first.body;
  EXPECT_EQ(first.value["Data"], again.value["Data"]);
  EXPECT_EQ(cash(), "68.00");
}

TEST_F(Refunds, AreForAccountsThatMayOrder) {
  buy("plan-1", "52.00");
  market.set(market.buyer, "Status", "FROZEN");
  expect_row(refund_all(one), OrderError::AccountAliyunAccountFrozen);
  market.set(market.buyer, "Status", "NORMAL");
  EXPECT_TRUE(refund_all(one).ok());
}

TEST_F(Refunds, AreNotSpending) {
  market.set_fund(market.buyer, "PerDayMax", "120.00");
  buy("plan-1", "52.00");
  ASSERT_TRUE(refund_all(one).ok());
  EXPECT_TRUE(market.create().ok()) << "7.50 beside the 52.00 that were spent, and not beside 104.00";
  buy("plan-2", "60.00");
}

TEST_F(Refunds, WithoutAReasonAreOncePerYearAndWithinFiveDays) {
  buy("plan-1", "10.00");
  market.cloud.clock().advance(days_of(6));
  expect_row(refund_all(one), OrderError::PayForbiddenNoReasonFefund);
  buy("plan-2", "10.00");
  ASSERT_TRUE(refund_all(R"(["plan-2"])").ok());
  buy("plan-3", "10.00");
  expect_row(refund_all(R"(["plan-3"])"), OrderError::PayForbiddenNoReasonFefund);
}

TEST_F(Refunds, OfSeveralAreAllOrNone) {
  buy("plan-1", "10.00");
  buy("plan-2", "20.00");
  market.act("SetHostInstance", named("plan-2", {{"ChangeState", "INACTIVE_CHANGE"}}));
  expect_row(refund_all(two), OrderError::SystemCanRefundCheckFailed);
  EXPECT_EQ(cash(), "70.00");
  market.act("SetHostInstance", named("plan-2", {{"ChangeState", "NONE"}}));
  ASSERT_TRUE(refund_all(two).ok());
  EXPECT_EQ(cash(), "100.00");
}

TEST_F(Refunds, SayWhichInstanceOrParameterIsWrong) {
  expect_row(refund_all(one), OrderError::RefundRefundInstanceNotFound);
  market.act("SetHostInstance", market.partner.with({{"HostId", "plan-1"}}));
  expect_row(refund_all(one), OrderError::RefundRefundInstanceNotFound);
  buy("plan-2", "10.00");
  buy("plan-3", "10.00");
  const std::string second = R"(["plan-2"])";
  expect_row(refund(second, {{"RefundType", "COMPENSATION"}}), OrderError::RefundRefundParamInvalid);
  expect_row(refund(second, {{"RefundType", "PARTIAL"}}), OrderError::RefundRefundParamInvalid);
  for (const char* amount : {"-1", "0", "0.00", "1.001", "one"}) {
    expect_row(refund_part(second, amount), OrderError::RefundRefundParamInvalid);
  }
  expect_row(refund_part(R"(["plan-2","plan-3"])", "1.00"), OrderError::RefundRefundParamInvalid);
  expect_row(refund_all(R"(["plan-2","plan-2"])"), OrderError::RefundRefundParamInvalid);
  market.act("SetHostInstance", named("plan-3", {{"Status", "RELEASED"}}));
  expect_row(refund_all(R"(["plan-2","plan-3"])"), OrderError::OrderExistsReleasedInstances);
}

TEST_F(Refunds, OfWhatIsPaidByTheMonthOrOverHaveNothingToGiveBack) {
  add_host("plan-1");
  expect_row(refund_all(one), OrderError::RefundRefundNoValidProd);
  add_line("plan-1", "BASE", std::chrono::hours(24));
  const std::string order = pay_for("plan-1", "10.00");
  market.advance(market.buyer, order, {"FULFILLING", "CAPTURING", "COMPLETED"});
  market.cloud.clock().advance(days_of(2));
  expect_row(refund_all(one), OrderError::RefundRefundNoValidProd);
  ASSERT_TRUE(market.create().ok());
  const json::Value hosts = market.act("DescribeHosts", market.buyer.with()).value["Hosts"];
  for (const json::Value& host : hosts) {
    const std::string ids = "[\"" + host["HostId"].get<std::string>() + "\"]";
    expect_row(refund_all(ids), OrderError::RefundRefundNoValidProd);
  }
}

// All at once, and taken away one after the other, each uncovers the next.
TEST_F(Refunds, TellTheFirstOfSeveralCauses) {
  buy("plan-1", "10.00");
  market.cloud.clock().advance(days_of(6));
  const std::string unpaid = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"HostId", "plan-1"}});
  market.act("SetHostInstance",
             named("plan-1", {{"LockedUntilTime", later}, {"ChangeState", "TEMP_UPGRADED"}}));
  expect_row(refund_all(one), OrderError::SystemConcurrentOperate);
  market.act("SetHostInstance", named("plan-1", {{"LockedUntilTime", "NONE"}}));
  expect_row(refund_all(one), OrderError::OrderInstHasUnpaidOrder);
  market.as_buyer("CancelOrder", {{"OrderId", unpaid}});
  expect_row(refund_all(one), OrderError::PayForbiddenNoReasonFefund);
  expect_row(refund_part(one, "99.00"), OrderError::SystemCanRefundCheckFailed);
  market.act("SetHostInstance", named("plan-1", {{"ChangeState", "NONE"}}));
  expect_row(refund_part(one, "99.00"), OrderError::PayRefundFailed);
  EXPECT_TRUE(refund_part(one, "1.00").ok());
}

// Whatever is bought and refunded, and however often: the ledger is sound after each step (the market looks),
// cash is what was not paid plus what went back, and nothing goes back that was not paid or has been used.
TEST_F(Refunds, KeepTheBooksOverRandomHistories) {
  std::mt19937 random(20261126);
  const auto draw = [&](int most) { return std::uniform_int_distribution<int>(1, most)(random); };
  const auto cents = [](int amount) {
    return std::to_string(amount / 100) + (amount % 100 < 10 ? ".0" : ".") + std::to_string(amount % 100);
  };
  int64_t balance = 100'00;
  std::map<std::string, int64_t> left;
  int refunds = 0;
  for (int step = 0; step < 60; ++step) {
    const int what = draw(10);
    if (what <= 3 && balance > 10'00) {
      const std::string host = "plan-" + std::to_string(step);
      const int price = draw(10'00);
      buy(host, cents(price).c_str());
      balance -= price;
      left[host] = price;
    } else if (what == 4) {
      market.cloud.clock().advance(days_of(draw(9)));
    } else if (!left.empty()) {
      auto chosen = std::next(left.begin(), draw(static_cast<int>(left.size())) - 1);
      const std::string ids = "[\"" + chosen->first + "\"]";
      const int wanted = draw(4'00);
      const Reply reply = what == 5 ? refund_all(ids) : refund_part(ids, cents(wanted));
      if (!reply.ok()) continue;
      const int64_t returned = what == 5 ? chosen->second : wanted;
      ++refunds;
      chosen->second -= returned;
      balance += returned;
      EXPECT_GE(chosen->second, 0) << chosen->first;
    }
    EXPECT_EQ(cash(), cents(static_cast<int>(balance))) << step;
  }
  EXPECT_GT(refunds, 5) << "histories in which nothing goes back say nothing";
}

}  // namespace
}  // namespace sluice::control
