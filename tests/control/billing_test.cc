// Bills as time goes by: what they come to, what pays them, and what becomes of balancers whose bills nobody
// pays. A cloud's clock starts at 2026-01-02T03:04:05Z, so January has 30 of its 31 days left at UTC+8.

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugged_market.h"

namespace sluice::control {
namespace {

using api::OrderError;
using commerce::AccountKind;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* no_deposit = R"({"Rule": "None"})";

// The buyer's, the oldest first: "cycle amount paid state".
std::vector<std::string> bills_of(Market& market) {
  std::vector<std::string> lines;
  const Reply told = market.act("DescribeBills", market.buyer.with({{"PageSize", "100"}}));
  for (const json::Value& bill : told.value["Bills"]) {
    const auto text = [&](const char* member) { return std::string(*json::find_text(bill, member)); };
    lines.push_back(text("Cycle") + " " + text("Amount") + " " + text("Paid") + " " + text("State"));
  }
  std::ranges::reverse(lines);
  return lines;
}

class Billing : public testing::Test {
 protected:
  Billing() { market.publish_commodity("Deposit", no_deposit); }

  void step(seconds by) {
    for (; by > seconds(0); by -= std::min<seconds>(by, days(300))) {
      market.act("StepBusinessClock",
                 {{"Seconds", std::to_string(std::min<seconds>(by, days(300)).count())}});
    }
  }
  base::WallTime now() { return *base::parse_iso8601(market.act("DescribeBusinessClock", {}).text("Time")); }
  void step_to(const char* time) {
    step(std::chrono::duration_cast<seconds>(*base::parse_iso8601(time) - now()));
  }

  std::string create() {
    const Reply made = market.create();
    EXPECT_TRUE(made.ok()) << made.body;
    return made.text("LoadBalancerId");
  }
  void remove(const std::string& balancer) {
    market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", balancer}});
  }
  std::vector<std::string> bills() { return bills_of(market); }
  // Of the buyer's only balancer; empty if it is gone.
  std::string status() {
    const Reply told = market.as_buyer("DescribeLoadBalancers", {});
    const json::Value& list = told.value["LoadBalancers"]["LoadBalancer"];
    return list.empty() ? "" : list[0]["LoadBalancerStatus"].get<std::string>();
  }
  std::string book(const char* member) { return market.book(market.buyer)[member].get<std::string>(); }

  Market market{Options{.billing = commerce::Timeline{}}};
};

TEST_F(Billing, AMonthIsBilledByItsDaysOnceItIsOver) {
  market.recharge(market.buyer, "100.00");
  create();
  EXPECT_THAT(bills(), IsEmpty());
  step_to("2026-01-31T15:59:59Z");
  EXPECT_THAT(bills(), IsEmpty());
  step(seconds(1));
  EXPECT_THAT(bills(), ElementsAre("2026-01 7.26 7.26 PAID"));
  step_to("2026-04-01T00:00:00Z");
  EXPECT_THAT(bills(),
              ElementsAre("2026-01 7.26 7.26 PAID", "2026-02 7.50 7.50 PAID", "2026-03 7.50 7.50 PAID"));
  EXPECT_EQ(book("Cash"), "77.74");
  EXPECT_EQ(market.balance(AccountKind::Revenue, "elb_post"), 2226);
}

TEST_F(Billing, ReleaseEndsWithABillThatHasItsDay) {
  market.recharge(market.buyer, "100.00");
  const std::string balancer = create();
  step(days(9));
  remove(balancer);
  EXPECT_THAT(bills(), ElementsAre("2026-01 2.42 2.42 PAID")) << "10 of 31 days";
  step(days(90));
  EXPECT_EQ(bills().size(), 1u);
}

TEST_F(Billing, AnHourIsBilledAsAWhole) {
  market.recharge(market.buyer, "100.00");
  Parameters order = with(market.order(), "BillingCycle", "Hour");
  ASSERT_TRUE(market.cloud.call_as(market.buyer.key, "CreateLoadBalancer", order).ok());
  step(hours(2));
  EXPECT_THAT(bills(), ElementsAre("2026-01-02T11 0.01 0.01 PAID", "2026-01-02T12 0.01 0.01 PAID"));
}

TEST_F(Billing, TheDepositPaysFirstAndTheRestOfItComesBack) {
  market.publish_commodity("Deposit", R"({"Rule": "Cycles", "Cycles": 2})");
  market.recharge(market.buyer, "20.00");
  const std::string balancer = create();
  EXPECT_EQ(book("Cash"), "5.00");
  step_to("2026-01-31T16:00:00Z");
  EXPECT_EQ(book("Deposit"), "7.74");
  EXPECT_EQ(book("Cash"), "5.00");
  step(days(9));
  remove(balancer);
  EXPECT_THAT(bills(), ElementsAre("2026-01 7.26 7.26 PAID", "2026-02 2.68 2.68 PAID")) << "10 of 28 days";
  EXPECT_EQ(book("Deposit"), "0.00");
  EXPECT_EQ(book("Cash"), "10.06") << "20.00 - 7.26 - 2.68";
}

TEST_F(Billing, WhoeverPaysForTheAccountIsBilled) {
  market.recharge(market.partner, "100.00");
  market.act("SetPayRelation", market.buyer.with({{"PayerAccountId", market.partner.id}}));
  create();
  step_to("2026-01-31T16:00:00Z");
  EXPECT_THAT(bills(), ElementsAre("2026-01 7.26 7.26 PAID"));
  EXPECT_EQ(market.book(market.partner)["Cash"], "92.74");
}

TEST_F(Billing, ANewPriceIsThatOfTheNextCycle) {
  market.recharge(market.buyer, "100.00");
  create();
  step_to("2026-02-10T00:00:00Z");
  market.publish(
      commerce::TermKind::PricingPlan, "elb_post",
      R"({"Commodity":"elb_post","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[)"
      R"({"Regions":["*"],"Spec":"elb.s1.small","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"9"}]})");
  step_to("2026-02-28T16:00:00Z");
  step_to("2026-03-31T16:00:00Z");
  EXPECT_THAT(bills(),
              ElementsAre("2026-01 7.26 7.26 PAID", "2026-02 9.00 9.00 PAID", "2026-03 9.00 9.00 PAID"))
      << "the plan says that it was in force when February began";
}

TEST_F(Billing, WhatNobodyPaysIsCollectedAgainThenLockedThenReleased) {
  market.act("SetStock", {{"EnsRegionId", std::string(TestCloud::region)},
                          {"LoadBalancerSpec", "elb.s1.small"},
                          {"Total", "1"}});
  create();
  step_to("2026-01-31T16:00:00Z");
  EXPECT_THAT(bills(), ElementsAre("2026-01 7.26 0.00 OVERDUE"));
  expect_row(market.create(), OrderError::OrderArrearage);
  EXPECT_EQ(status(), "Active");
  step(days(15) - seconds(1));
  EXPECT_EQ(status(), "Active");
  step(seconds(1));
  EXPECT_EQ(status(), "Locked");
  // The days of February until then; the day of the lock counts.
  EXPECT_THAT(bills(), ElementsAre("2026-01 7.26 0.00 OVERDUE", "2026-02 4.29 0.00 OVERDUE"));
  step(days(15) - seconds(1));
  EXPECT_EQ(status(), "Locked");
  EXPECT_EQ(bills().size(), 2u) << "what is locked costs nothing";
  step(seconds(1));
  EXPECT_EQ(status(), "");
  const Reply stocks = market.act("DescribeStocks", {});
  EXPECT_EQ(stocks.value["Stocks"][0]["Used"], 0) << stocks.body;
  EXPECT_EQ(market
                .act("RechargeFundAccount",
                     market.buyer.with({{"Currency", "USD"}, {"Amount", "20.00"}, {"Channel", "wire"}}))
                .value["PaidBills"]
                .size(),
            2u);
  EXPECT_TRUE(market.create().ok());
}

TEST_F(Billing, ARechargeUnlocksAtOnceAndDaysAreBilledAgain) {
  const std::string balancer = create();
  step_to("2026-02-16T00:00:00Z");
  ASSERT_EQ(status(), "Locked");
  const Reply listed = market.as_buyer("DescribeLoadBalancers", {{"LoadBalancerStatus", "Locked"}});
  EXPECT_EQ(listed.value["TotalCount"], 1);
  EXPECT_EQ(market.as_buyer("DescribeLoadBalancers", {{"LoadBalancerStatus", "Active"}}).value["TotalCount"],
            0);
  EXPECT_THAT(market.cloud.desired_messages().back(), HasSubstr(R"("active":false)"));
  step_to("2026-02-20T00:00:00Z");
  market.recharge(market.buyer, "100.00");
  EXPECT_EQ(status(), "Active");
  market.cloud.settle();
  EXPECT_THAT(market.cloud.desired_messages().back(), HasSubstr(R"("active":true)"));
  step_to("2026-02-28T16:00:00Z");
  EXPECT_THAT(bills(),
              ElementsAre("2026-01 7.26 7.26 PAID", "2026-02 4.29 4.29 PAID", "2026-02/20 2.41 2.41 PAID"))
      << "16 and 9 of 28 days";
  remove(balancer);
}

TEST_F(Billing, UnlockedOnTheDayOfTheLockCostsThatDayOnce) {
  create();
  step_to("2026-02-15T16:00:00Z");
  ASSERT_EQ(status(), "Locked");
  market.recharge(market.buyer, "100.00");
  EXPECT_EQ(status(), "Active");
  step_to("2026-02-28T16:00:00Z");
  EXPECT_THAT(bills(),
              ElementsAre("2026-01 7.26 7.26 PAID", "2026-02 4.29 4.29 PAID", "2026-02/17 3.21 3.21 PAID"))
      << "16 and 12 of 28 days";
}

TEST_F(Billing, ARetryCollectsWhatHasComeOtherwise) {
  create();
  step_to("2026-01-31T16:00:00Z");
  market.act("SetCreditLine", market.buyer.with({{"Currency", "USD"}, {"Limit", "50.00"}}));
  EXPECT_THAT(bills(), ElementsAre("2026-01 7.26 0.00 OVERDUE"));
  step(days(7));
  EXPECT_THAT(bills(), ElementsAre("2026-01 7.26 7.26 PAID"));
  EXPECT_EQ(book("CreditUsed"), "7.26");
  EXPECT_TRUE(market.create().ok());
}

// What a defect holds up is one account's, and done as it should have been when the defect is gone.
TEST_F(Billing, AnAccountWhoseBillsFailKeepsNobodyElseWaiting) {
  market.recharge(market.buyer, "100.00");
  market.recharge(market.partner, "100.00");
  create();
  const auto as_partner = [&](const char* action, Parameters parameters) {
    const Reply reply = market.cloud.call_as(market.partner.key, action, std::move(parameters));
    EXPECT_TRUE(reply.ok()) << reply.body;
    return reply;
  };
  const Parameters region{{"EnsRegionId", std::string(TestCloud::region)}};
  const std::string network =
      as_partner("CreateNetwork", with(region, "CidrBlock", "10.0.0.0/16")).text("NetworkId");
  const std::string vswitch =
      as_partner("CreateVSwitch", with(with(region, "NetworkId", network), "CidrBlock", "10.0.1.0/24"))
          .text("VSwitchId");
  as_partner("CreateLoadBalancer", market.cloud.balancer_parameters(network, vswitch));

  const int64_t broken = market.account_key(market.buyer);
  std::string quote;
  market.cloud.in_database([&](storage::Transaction& tx) {
    tx.query("SELECT quote FROM orders WHERE account_key = ?", {broken},
             [&](const storage::Row& row) { quote = std::string(row.text(0)); });
    tx.execute("UPDATE orders SET quote = 'nonsense' WHERE account_key = ?", {broken});
  });
  step_to("2026-03-01T00:00:00Z");
  EXPECT_THAT(bills(), IsEmpty());
  EXPECT_EQ(market.act("DescribeBills", market.partner.with()).value["TotalCount"], 2);
  market.cloud.in_database([&](storage::Transaction& tx) {
    tx.execute("UPDATE orders SET quote = ? WHERE account_key = ?", {std::string_view(quote), broken});
  });
  step(std::chrono::minutes(59));
  EXPECT_THAT(bills(), IsEmpty()) << "not tried again yet";
  step(std::chrono::minutes(1));
  EXPECT_THAT(bills(), ElementsAre("2026-01 7.26 7.26 PAID", "2026-02 7.50 7.50 PAID"));
}

// However far the clock is stepped at a time, and whatever is stopped in between.
TEST_F(Billing, StepsOfAnySizeComeToTheSame) {
  market.recharge(market.buyer, "12.00");
  create();
  step_to("2026-05-01T00:00:00Z");
  const std::vector<std::string> at_once = bills();
  EXPECT_EQ(at_once.size(), 3u) << "paid, paid in part, and up to the lock";

  std::mt19937_64 random(7);
  Market slowly{Options{.billing = commerce::Timeline{}}};
  slowly.publish_commodity("Deposit", no_deposit);
  slowly.recharge(slowly.buyer, "12.00");
  ASSERT_TRUE(slowly.create().ok());
  const base::WallTime end = *base::parse_iso8601("2026-05-01T00:00:00Z");
  for (base::WallTime at = *base::parse_iso8601(TestCloud::started_at); at < end;) {
    const auto by = std::min<seconds>(seconds(1 + random() % (20 * 24 * 3600)),
                                      std::chrono::duration_cast<seconds>(end - at));
    slowly.act("StepBusinessClock", {{"Seconds", std::to_string(by.count())}});
    at += by;
    if (random() % 4 == 0) slowly.cloud.restart();
  }
  EXPECT_EQ(bills_of(slowly), at_once);
}

TEST_F(Billing, IsInTheCurrencyThatTheOrderIsSettledInAtTheRateOfItsPrice) {
  market.set(market.buyer, "SettleCurrency", "CNY");
  market.publish(commerce::TermKind::ExchangeRate, "USD-CNY", R"({"From":"USD","To":"CNY","Rate":"7.2"})");
  market.recharge(market.buyer, "1000.00", "CNY");
  create();
  market.publish(commerce::TermKind::ExchangeRate, "USD-CNY", R"({"From":"USD","To":"CNY","Rate":"8"})");
  step_to("2026-01-31T16:00:00Z");
  EXPECT_THAT(bills(), ElementsAre("2026-01 52.27 52.27 PAID")) << "7.26 at 7.2";
  EXPECT_EQ(market.book(market.buyer, "CNY")["Cash"], "947.73");
  EXPECT_EQ(status(), "Active");
}

TEST_F(Billing, TakesADepositInAnotherCurrencyThanThePrice) {
  market.publish_commodity("Deposit", R"({"Rule": "Cycles", "Cycles": 1})");
  market.set(market.buyer, "SettleCurrency", "CNY");
  market.publish(commerce::TermKind::ExchangeRate, "USD-CNY", R"({"From":"USD","To":"CNY","Rate":"7.2"})");
  market.recharge(market.buyer, "100.00", "CNY");
  const std::string balancer = create();
  EXPECT_EQ(market.book(market.buyer, "CNY")["Cash"], "46.00");
  step(days(9));
  remove(balancer);
  EXPECT_THAT(bills(), ElementsAre("2026-01 17.42 17.42 PAID")) << "2.42 at 7.2";
  EXPECT_EQ(market.book(market.buyer, "CNY")["Cash"], "82.58");
}

TEST_F(Billing, TheRestOfADepositComesBackToWhatWasUsedLast) {
  market.publish_commodity("Deposit", R"({"Rule": "Cycles", "Cycles": 1})");
  market.recharge(market.buyer, "10.00");
  market.act(
      "GrantCoupon",
      market.buyer.with(
          {{"CouponNo", "K"}, {"Currency", "USD"}, {"Amount", "4.00"}, {"ToTime", "2030-01-01T00:00:00Z"}}));
  const std::string balancer = create();
  EXPECT_EQ(book("Cash"), "6.50");
  step(days(9));
  remove(balancer);
  EXPECT_THAT(bills(), ElementsAre("2026-01 2.42 2.42 PAID"));
  EXPECT_EQ(book("Cash"), "10.00") << "the coupon has paid the bill";
  EXPECT_EQ(market.balance(AccountKind::Coupon, "K"), 0);
}

// The process was not there while the months went by, or is only catching up.
TEST_F(Billing, AReleaseBillsEveryCycleThatEndedBefore) {
  market.recharge(market.buyer, "100.00");
  const std::string balancer = create();
  market.cloud.clock().advance(*base::parse_iso8601("2026-03-10T00:00:00Z") - market.cloud.clock().wall());
  remove(balancer);
  EXPECT_THAT(bills(),
              ElementsAre("2026-01 7.26 7.26 PAID", "2026-02 7.50 7.50 PAID", "2026-03 2.42 2.42 PAID"));
}

TEST_F(Billing, WhoeverPaysForAnotherIsUnlockedByTheLastPaymentOfBothBills) {
  const auto as_partner = [&](const char* action, Parameters parameters) {
    Reply reply = market.cloud.call_as(market.partner.key, action, std::move(parameters));
    EXPECT_TRUE(reply.ok()) << reply.body;
    return reply;
  };
  const std::string region(TestCloud::region);
  const std::string network =
      as_partner("CreateNetwork", {{"EnsRegionId", region}, {"CidrBlock", "192.168.0.0/16"}})
          .text("NetworkId");
  const std::string vswitch =
      as_partner("CreateVSwitch",
                 {{"EnsRegionId", region}, {"NetworkId", network}, {"CidrBlock", "192.168.2.0/24"}})
          .text("VSwitchId");
  as_partner("CreateLoadBalancer", market.cloud.balancer_parameters(network, vswitch));
  market.act("SetPayRelation", market.buyer.with({{"PayerAccountId", market.partner.id}}));
  create();
  const auto statuses = [&] {
    const Reply told = as_partner("DescribeLoadBalancers", {});
    return std::pair(told.value["LoadBalancers"]["LoadBalancer"][0]["LoadBalancerStatus"].get<std::string>(),
                     status());
  };
  step_to("2026-02-16T00:00:00Z");
  EXPECT_EQ(statuses(), std::pair(std::string("Locked"), std::string("Locked")));
  // Each has a bill of January and one of the days until the lock, of the same amounts. The last to be paid
  // is the buyer's.
  const auto amounts = bills();
  ASSERT_EQ(amounts.size(), 2u);
  const std::string of_february = amounts[1].substr(8, 4);
  for (const std::string& amount : {std::string("7.26"), std::string("7.26"), of_february}) {
    market.recharge(market.partner, amount);
    EXPECT_EQ(statuses().first, "Locked") << "another bill is overdue";
  }
  market.recharge(market.partner, of_february);
  EXPECT_EQ(statuses(), std::pair(std::string("Active"), std::string("Active")));
}

TEST(BillingOutside, LeavesAProvidersPriceAsItWas) {
  auto state = providers::parse_sample_state(
      R"({"plans":[{"Commodity":"elb_post","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[)"
      R"({"Regions":["*"],"Spec":"elb.s1.small","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"6"}]}]})");
  ASSERT_TRUE(state) << state.error();
  PluggedMarket plugged({Seam::Pricing}, *state, false, Options{.billing = commerce::Timeline{}});
  Market& market = plugged.market;
  market.publish_commodity("Deposit", no_deposit);
  market.recharge(market.buyer, "100.00");
  ASSERT_TRUE(market.create().ok());
  market.act("StepBusinessClock", {{"Seconds", std::to_string(seconds(days(75)).count())}});
  EXPECT_THAT(bills_of(market), ElementsAre("2026-01 5.81 5.81 PAID", "2026-02 6.00 6.00 PAID"));
}

TEST(BillingOff, NothingIsBilledAndReleaseGivesTheDepositBack) {
  Market market;
  market.recharge(market.buyer, "100.00");
  const std::string balancer = market.create().text("LoadBalancerId");
  market.act("StepBusinessClock", {{"Seconds", std::to_string(seconds(days(90)).count())}});
  EXPECT_EQ(market.act("DescribeBills", market.buyer.with()).value["TotalCount"], 0);
  market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", balancer}});
  EXPECT_EQ(market.book(market.buyer)["Cash"], "100.00");
}

}  // namespace
}  // namespace sluice::control
