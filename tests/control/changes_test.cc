// ModifyInstance, TempUpgradeInstance and TransferHost: a host whose time is paid in advance gets another
// plan, for the rest of its time or for a while, or another owner; and each row that they tell.

#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/api/conformance.h"
#include "plugged_market.h"

namespace sluice::control {
namespace {

using api::OrderError;

constexpr const char* prices =
    R"({"Commodity":"elb_plan","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[)"
    R"({"Regions":["*"],"Spec":"elb.plan.10","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"10"},)"
    R"({"Regions":["*"],"Spec":"elb.plan.50","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"40"},)"
    R"({"Regions":["*"],"Spec":"elb.plan.200","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"100"}]})";

// A buyer with a host of elb.plan.50 whose time is over in 60 days, and with 1000.00.
class Changes : public testing::Test {
 protected:
  Changes() {
    market.recharge(market.buyer, "1000.00");
    market.publish(commerce::TermKind::PricingPlan, "elb_plan", prices);
    const Parameters named = market.buyer.with({{"HostId", "plan-1"}});
    market.act("SetHostSubscription", with(named, "Commodity", "elb_plan"));
    market.act("SetHostInstance", named);
    market.act("SetHostDetails", with(named, "Plan", "elb.plan.50"));
    add_line("BASE", 0, 60);
  }
  std::string in_days(int days) {
    return base::format_iso8601(market.cloud.clock().wall() + std::chrono::hours(24 * days));
  }
  void add_line(const char* kind, int from, int to) {
    market.act(
        "AddSubscriptionLine",
        market.buyer.with(
            {{"HostId", "plan-1"}, {"Kind", kind}, {"FromTime", in_days(from)}, {"ToTime", in_days(to)}}));
  }
  Reply modify(const char* type, const char* plan, Parameters others = {}) {
    Parameters parameters = {{"InstanceId", "plan-1"},
                             {"ModifyType", type},
                             {"Parameter.1.Code", "spec"},
                             {"Parameter.1.Value", plan}};
    parameters.insert(parameters.end(), others.begin(), others.end());
    Reply reply = market.cloud.call_as(market.buyer.key, "ModifyInstance", parameters);
    market.expect_sound_ledger();
    return reply;
  }
  Reply upgrade_for(int from, int to, const char* plan = "elb.plan.200") {
    Reply reply = market.cloud.call_as(
        market.buyer.key, "TempUpgradeInstance",
        {{"InstanceId", "plan-1"}, {"Plan", plan}, {"FromTime", in_days(from)}, {"ToTime", in_days(to)}});
    market.expect_sound_ledger();
    return reply;
  }
  Reply transfer() {
    return market.cloud.call("TransferHost",
                             market.buyer.with({{"HostId", "plan-1"}, {"ToAccountId", market.partner.id}}));
  }
  json::Value host() { return market.host(market.buyer); }
  std::string cash() { return market.book(market.buyer)["Cash"].get<std::string>(); }
  const Parameters by_value{{"Parameter.2.Code", "method"}, {"Parameter.2.Value", "VALUE_TRANSFER"}};

  Market market;
};

TEST_F(Changes, UpgradesByTheDifferenceForTheTimeThatIsLeft) {
  const Reply reply = modify("Upgrade", "elb.plan.200");
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_TRUE(api::conforms(api::find_action("ModifyInstance")->response, reply.value).empty());
  EXPECT_EQ(cash(), "880.00") << "sixty days of sixty a month more";
  EXPECT_EQ(host()["Plan"], "elb.plan.200");
  EXPECT_EQ(host()["Lines"][0]["ToTime"], in_days(60));
  EXPECT_EQ(market.balance(commerce::AccountKind::Revenue, "elb_plan"), 12000);
}

TEST_F(Changes, OfADayThatHasBegunCostTheDay) {
  market.cloud.clock().advance(std::chrono::hours(24 * 58 + 1));
  ASSERT_TRUE(modify("Upgrade", "elb.plan.200").ok());
  EXPECT_EQ(cash(), "996.00");
}

TEST_F(Changes, WithOneTokenAreOne) {
  const Parameters once = {{"ClientToken", "once"}};
  const Reply first = modify("Upgrade", "elb.plan.200", once),
              again = modify("Upgrade", "elb.plan.200", once);
  ASSERT_TRUE(first.ok()) << first.body;
  EXPECT_EQ(first.value["Data"], again.value["Data"]);
  EXPECT_EQ(cash(), "880.00");
}

TEST_F(Changes, ByValueMakeTheTimeShorterOrLonger) {
  add_line("RENEWAL", 60, 90);
  ASSERT_TRUE(modify("Upgrade", "elb.plan.200", by_value).ok());
  EXPECT_EQ(host()["Lines"][0]["ToTime"], in_days(24));
  EXPECT_EQ(host()["Lines"][1]["FromTime"], in_days(24));
  EXPECT_EQ(host()["Lines"][1]["ToTime"], in_days(36));
  ASSERT_TRUE(modify("Downgrade", "elb.plan.10").ok());
  EXPECT_EQ(host()["Plan"], "elb.plan.10");
  EXPECT_EQ(host()["Lines"][1]["ToTime"], in_days(360));
  EXPECT_EQ(cash(), "1000.00");
}

TEST_F(Changes, AreWhatTheySayTheyAre) {
  EXPECT_EQ(modify("Upgrade", "elb.plan.10").code(), "InvalidParameter.ModifyType");
  EXPECT_EQ(modify("Upgrade", "elb.plan.50").code(), "InvalidParameter.ModifyType");
  EXPECT_EQ(modify("Downgrade", "elb.plan.200").code(), "InvalidParameter.ModifyType");
  EXPECT_EQ(modify("Downgrade", "elb.plan.10",
                   {{"Parameter.2.Code", "method"}, {"Parameter.2.Value", "DIFFERENCE"}})
                .code(),
            "InvalidParameter.Parameter");
  expect_row(modify("Upgrade", "elb.plan.11"), OrderError::CommodityInvalidItemCode);
  EXPECT_EQ(upgrade_for(1, 2, "elb.plan.10").code(), "InvalidParameter.Plan");
  EXPECT_EQ(cash(), "1000.00");
  EXPECT_EQ(host()["Plan"], "elb.plan.50");
}

TEST_F(Changes, OfAccountsWithACurrencyOfTheirOwnArePaidByTheDifferenceOnly) {
  market.act("PutTerm", {{"Kind", "ExchangeRate"}, {"Document", R"({"From":"USD","To":"CNY","Rate":"7"})"}});
  market.set(market.buyer, "SettleCurrency", "CNY");
  market.recharge(market.buyer, "1000.00", "CNY");
  expect_row(modify("Downgrade", "elb.plan.10"), OrderError::OrderHomeCurrencyCanNotDowngrade);
  expect_row(modify("Upgrade", "elb.plan.200", by_value),
             OrderError::OrderHomeCurrencyCanNotUpgradeByValueTransfer);
  ASSERT_TRUE(modify("Upgrade", "elb.plan.200").ok());
  EXPECT_EQ(market.book(market.buyer, "CNY")["Cash"], "160.00");
}

TEST_F(Changes, ForAWhileAreALineOfTheirOwn) {
  ASSERT_TRUE(upgrade_for(10, 13).ok());
  EXPECT_EQ(cash(), "994.00");
  EXPECT_EQ(host()["Plan"], "elb.plan.50");
  const json::Value line = host()["Lines"].back();
  EXPECT_EQ(line["Kind"], "TEMPORARY");
  EXPECT_EQ(line["FromTime"], in_days(10));
  EXPECT_EQ(line["ToTime"], in_days(13));
  expect_row(upgrade_for(20, 21), OrderError::PurchaseExistValidProdRuleError);
  expect_row(modify("Upgrade", "elb.plan.200"), OrderError::PurchaseExistToBeValidProdRuleError);
  market.cloud.clock().advance(std::chrono::hours(24 * 11));
  expect_row(modify("Upgrade", "elb.plan.200"), OrderError::PurchaseExistValidProdRuleError);
}

TEST_F(Changes, ForAWhileBeginAndEndWithinTheHostsTime) {
  EXPECT_EQ(upgrade_for(50, 61).code(), "InvalidParameter.ToTime");
  EXPECT_EQ(upgrade_for(5, 5).code(), "InvalidParameter.ToTime");
  EXPECT_EQ(upgrade_for(-1, 5).code(), "InvalidParameter.FromTime");
  EXPECT_TRUE(upgrade_for(50, 60).ok());
}

TEST_F(Changes, WaitForARenewalThatChangesThePlan) {
  add_line("RENEW_CHANGE", 60, 90);
  expect_row(upgrade_for(10, 13), OrderError::PurchaseExistToBeValidRenewChangeProdRuleError);
  expect_row(modify("Upgrade", "elb.plan.200"), OrderError::PurchaseExistRenewchangeProd);
}

TEST_F(Changes, AreOfAHostThatIsInOrder) {
  market.act("SetHostInstance", market.buyer.with({{"HostId", "plan-1"}, {"Status", "LOCKED"}}));
  expect_row(modify("Upgrade", "elb.plan.200"), OrderError::OrderSysConstraintInvalidProduct);
  market.act("SetHostInstance", market.buyer.with({{"HostId", "plan-1"}, {"Status", "NORMAL"}}));
  market.cloud.clock().advance(std::chrono::hours(24 * 61));
  expect_row(modify("Upgrade", "elb.plan.200"), OrderError::OrderSysConstraintInvalidProduct);
}

TEST_F(Changes, OfTheOwnerTakeTheHostAlong) {
  const Reply reply = transfer();
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_TRUE(api::conforms(api::find_action("TransferHost")->response, reply.value).empty());
  EXPECT_EQ(market.act("DescribeHosts", market.buyer.with()).value["Hosts"].size(), 0U);
  const json::Value taken = market.host(market.partner);
  EXPECT_EQ(taken["HostId"], "plan-1");
  EXPECT_EQ(taken["Plan"], "elb.plan.50");
  EXPECT_EQ(taken["Lines"][0]["ToTime"], in_days(60));
  expect_row(modify("Upgrade", "elb.plan.200"), OrderError::OrderQueryInstanceNotExists);
  expect_row(transfer(), OrderError::OrderQueryInstanceNotExists);
}

TEST_F(Changes, OfTheOwnerLeaveEverythingWhereItWasIfTheOldOneKeepsIt) {
  market.act("SetHostInstance", market.buyer.with({{"HostId", "plan-1"}, {"Status", "RELEASING"}}));
  expect_row(transfer(), OrderError::SystemTransferDeleteOldResourceFailed);
  EXPECT_EQ(market.act("DescribeHosts", market.partner.with()).value["Hosts"].size(), 0U);
  EXPECT_EQ(host()["HostId"], "plan-1");
}

TEST_F(Changes, OfTheOwnerAreNotOfAHostThatBalancersStandOn) {
  ASSERT_TRUE(market.create().ok());
  std::string shared;
  const Reply told = market.act("DescribeHosts", market.buyer.with());
  for (const json::Value& each : told.value["Hosts"]) {
    if (each["Commodity"] == "elb_post") shared = each["HostId"].get<std::string>();
  }
  ASSERT_NE(shared, "") << told.body;
  expect_row(market.cloud.call("TransferHost",
                               market.buyer.with({{"HostId", shared}, {"ToAccountId", market.partner.id}})),
             OrderError::OrderSysConstraintInvalidProduct);
}

TEST_F(Changes, OfTheOwnerNeedOneWhoHasNone) {
  const Parameters named = market.partner.with({{"HostId", "plan-2"}});
  market.act("SetHostSubscription", with(named, "Commodity", "elb_plan"));
  market.act("SetHostInstance", named);
  expect_row(transfer(), OrderError::OrderOpend);
  EXPECT_EQ(
      market.cloud
          .call("TransferHost", market.buyer.with({{"HostId", "plan-1"}, {"ToAccountId", market.buyer.id}}))
          .code(),
      "InvalidParameter.ToAccountId");
}

TEST(ChangesOutside, AskTheProviderForBothPrices) {
  PluggedMarket plugged{Seam::Pricing};
  Market& market = plugged.market;
  market.recharge(market.buyer, "1000.00");
  const Parameters named = market.buyer.with({{"HostId", "plan-1"}});
  market.act("SetHostSubscription", with(named, "Commodity", "elb_plan"));
  market.act("SetHostInstance", named);
  market.act("SetHostDetails", with(named, "Plan", "elb.plan.50"));
  market.act("AddSubscriptionLine",
             with(with(named, "Kind", "BASE"), "ToTime", "2026-02-01T03:04:05Z"));  // in thirty days
  plugged.provider->with(
      [](providers::Sample& sample) { sample.state().plans = {*commerce::parse_plan(prices, "outside")}; });
  market.as_buyer("ModifyInstance", {{"InstanceId", "plan-1"},
                                     {"ModifyType", "Upgrade"},
                                     {"Parameter.1.Code", "spec"},
                                     {"Parameter.1.Value", "elb.plan.200"}});
  EXPECT_EQ(market.book(market.buyer)["Cash"], "940.00");
  EXPECT_EQ(plugged.asked(Seam::Pricing), 2U);
}

}  // namespace
}  // namespace sluice::control
