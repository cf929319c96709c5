// Hosts whose time is paid in advance by the catalogue's price: CreateInstance buys one, RenewInstance more
// of its time, and each row of the page's that a renewal tells by itself.

#include <gtest/gtest.h>

#include "contract/api/catalogue.h"
#include "contract/api/conformance.h"
#include "obstacles.h"
#include "plugged_market.h"

namespace sluice::control {
namespace {

using api::OrderError;

constexpr const char* price_document =
    R"({"Commodity":"elb_plan","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[{"Regions":["*"],)"
    R"("Spec":"elb.plan.10","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"9.99"}]})";

// What the operator sets up: a plan of the buyer's whose time is over with January at UTC+8, and its price.
void give_plan(Market& market, const std::string& host) {
  market.publish(commerce::TermKind::PricingPlan, "elb_plan", price_document);
  const Parameters named = market.buyer.with({{"HostId", host}});
  market.act("SetHostSubscription", with(named, "Commodity", "elb_plan"));
  market.act("SetHostInstance", named);
  market.act("SetHostDetails", with(named, "Plan", "elb.plan.10"));
  market.act("AddSubscriptionLine",
             market.buyer.with({{"HostId", host}, {"Kind", "BASE"}, {"ToTime", "2026-01-31T15:59:59Z"}}));
}

class Renewals : public testing::Test {
 protected:
  Renewals() {
    market.recharge(market.buyer, "100.00");
    give_plan(market, "plan-1");
  }
  Reply renew(const char* months, Parameters others = {}) {
    others.insert(others.begin(), {{"InstanceId", "plan-1"}, {"RenewPeriod", months}});
    Reply reply = market.cloud.call_as(market.buyer.key, "RenewInstance", std::move(others));
    market.expect_sound_ledger();
    return reply;
  }
  void set_host(const char* name, const char* value) {
    market.act("SetHostInstance", market.buyer.with({{"HostId", "plan-1"}, {name, value}}));
  }
  json::Value lines() { return market.act("DescribeHosts", market.buyer.with()).value["Hosts"][0]["Lines"]; }
  std::string cash() { return market.book(market.buyer)["Cash"].get<std::string>(); }

  Market market;
};

TEST_F(Renewals, ProlongTheTimeAndTakeItsPriceAsIncome) {
  const Reply reply = renew("3");
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_TRUE(api::conforms(api::find_action("RenewInstance")->response, reply.value).empty());
  EXPECT_EQ(cash(), "70.03");
  EXPECT_EQ(market.balance(commerce::AccountKind::Revenue, "elb_plan"), 2997);
  const json::Value last = lines().back();
  EXPECT_EQ(last["Kind"], "RENEWAL");
  EXPECT_EQ(last["FromTime"], "2026-01-31T15:59:59Z");
  EXPECT_EQ(last["ToTime"], "2026-04-30T15:59:59Z");
  const json::Value order =
      market.as_buyer("GetOrderDetail", {{"OrderId", reply.value["Data"]["OrderId"].get<std::string>()}})
          .value["Data"]["OrderList"]["Order"][0];
  EXPECT_EQ(order["OrderType"], "Renew");
  EXPECT_EQ(order["PaymentStatus"], "Paid");
  EXPECT_EQ(order["PretaxAmount"], "29.97");
  EXPECT_EQ(order["InstanceIDs"], "plan-1");
}

TEST_F(Renewals, WithOneTokenProlongOnce) {
  const Reply first = renew("1", {{"ClientToken", "once"}}), again = renew("1", {{"ClientToken", "once"}});
  ASSERT_TRUE(first.ok()) << first.body;
  EXPECT_EQ(first.value["Data"], again.value["Data"]);
  EXPECT_EQ(lines().size(), 2U);
  EXPECT_EQ(cash(), "90.01");
}

TEST_F(Renewals, AreRefundedLikeWhatWasBoughtInAdvance) {
  ASSERT_TRUE(renew("1").ok());
  const Reply refunded =
      market.as_buyer("RefundInstance", {{"InstanceIds", R"(["plan-1"])"}, {"RefundType", "NO_REASON_5D"}});
  EXPECT_EQ(refunded.value["Data"]["RefundList"]["Refund"][0]["Amount"], "9.99");
  EXPECT_EQ(cash(), "100.00");
  EXPECT_EQ(market.balance(commerce::AccountKind::Revenue, "elb_plan"), 0);
  EXPECT_EQ(lines().back()["State"], "CANCELLED");
  EXPECT_TRUE(renew("1").ok()) << "the base line is still there";
}

TEST_F(Renewals, SayWhatIsWrongWithTheHost) {
  EXPECT_EQ(
      market.cloud
          .call_as(market.partner.key, "RenewInstance", {{"InstanceId", "plan-1"}, {"RenewPeriod", "1"}})
          .code(),
      "OrderQueryInstanceNotExists")
      << "another account's";
  struct Case {
    const char *name, *value, *back;
    OrderError error;
  };
  for (const Case& c :
       {Case{"Status", "CREATING", "NORMAL", OrderError::OrderAbnormalResourceStatusForRenew},
        Case{"Status", "RELEASING", "NORMAL", OrderError::OrderAbnormalResourceStatusForRenew},
        Case{"Status", "LOCKED", "NORMAL", OrderError::OrderAbnormalResourceStatusForRenew},
        Case{"Status", "RELEASED", "NORMAL", OrderError::ProductInstanceReleased},
        Case{"ChangeState", "TEMP_UPGRADED", "NONE", OrderError::OrderInstanceHasTempUpgrade},
        Case{"ChangeState", "INACTIVE_CHANGE", "NONE", OrderError::OrderInstanceHasInactiveChange},
        Case{"LockedUntilTime", later, "NONE", OrderError::SystemConcurrentOperate}}) {
    set_host(c.name, c.value);
    expect_row(renew("1"), c.error);
    set_host(c.name, c.back);
  }
  EXPECT_TRUE(renew("1").ok());
}

TEST_F(Renewals, SayWhatIsWrongWithTheOrder) {
  expect_row(renew("13"), OrderError::OrderPeriodInvalid);
  EXPECT_EQ(renew("0").code(), "InvalidParameter.RenewPeriod");
  market.act("SetHostDetails", market.buyer.with({{"HostId", "plan-1"}, {"Plan", "elb.plan.11"}}));
  expect_row(renew("1"), OrderError::CommodityInvalidItemCode);
  market.act("SetHostDetails", market.buyer.with({{"HostId", "plan-1"}, {"Plan", "elb.plan.50"}}));
  expect_row(renew("1"), OrderError::PricePricingPlanResultNotFound);
  market.act("SetHostDetails", market.buyer.with({{"HostId", "plan-1"}, {"Plan", "elb.plan.10"}}));
  expect_row(renew("12"), OrderError::PayInsufficientBalance);
  EXPECT_EQ(cash(), "100.00");
  EXPECT_EQ(lines().size(), 1U);
  const std::string unpaid = market.record_order(market.buyer, "Upgrade", "UNPAID", {{"HostId", "plan-1"}});
  expect_row(renew("1"), OrderError::OrderInstHasUnpaidOrder);
  market.as_buyer("CancelOrder", {{"OrderId", unpaid}});
  EXPECT_TRUE(renew("1").ok());
}

TEST_F(Renewals, AreRefusedToAUserWhoMayNotOrder) {
  const Key user = [&] {
    market.as_buyer("CreateUser", {{"UserName", "alice"}});
    const Reply key = market.as_buyer("CreateAccessKey", {{"UserName", "alice"}});
    return Key{key.value["AccessKey"]["AccessKeyId"].get<std::string>(),
               key.value["AccessKey"]["AccessKeySecret"].get<std::string>()};
  }();
  market.as_buyer(
      "CreatePolicy",
      {{"PolicyName", "no-orders"},
       {"PolicyDocument", R"({"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},)"
                          R"({"Effect":"Deny","Action":"bss:CreateOrder","Resource":"*"}]})"}});
  market.as_buyer("AttachPolicyToUser",
                  {{"PolicyType", "Custom"}, {"PolicyName", "no-orders"}, {"UserName", "alice"}});
  expect_row(market.cloud.call_as(user, "RenewInstance", {{"InstanceId", "plan-1"}, {"RenewPeriod", "1"}}),
             OrderError::AuthRamAuthFailed);
}

class Purchases : public testing::Test {
 protected:
  Purchases() {
    market.recharge(market.buyer, "100.00");
    market.publish(commerce::TermKind::PricingPlan, "elb_plan", price_document);
  }
  static Parameters plan(const char* months) {
    return {{"ProductCode", "elb"},
            {"SubscriptionType", "Subscription"},
            {"Period", months},
            {"Parameter.1.Code", "spec"},
            {"Parameter.1.Value", "elb.plan.10"}};
  }
  Reply buy(Parameters parameters) {
    Reply reply = market.cloud.call_as(market.buyer.key, "CreateInstance", std::move(parameters));
    market.expect_sound_ledger();
    return reply;
  }
  Market market;
};

TEST_F(Purchases, OfAPlanMakeAHostAndItsTime) {
  const Reply reply = buy(plan("2"));
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_TRUE(api::conforms(api::find_action("CreateInstance")->response, reply.value).empty());
  const json::Value host = market.host(market.buyer);
  EXPECT_EQ(host["HostId"], reply.value["Data"]["InstanceId"]);
  EXPECT_EQ(host["Commodity"], "elb_plan");
  EXPECT_EQ(host["Plan"], "elb.plan.10");
  ASSERT_EQ(host["Lines"].size(), 1U);
  EXPECT_EQ(host["Lines"][0]["Kind"], "BASE");
  EXPECT_EQ(host["Lines"][0]["FromTime"], TestCloud::started_at);
  EXPECT_EQ(host["Lines"][0]["ToTime"], "2026-03-02T03:04:05Z");
  EXPECT_EQ(market.book(market.buyer)["Cash"], "80.02");
  EXPECT_EQ(market.balance(commerce::AccountKind::Revenue, "elb_plan"), 1998);
}

// As the customer goes through it, without the operator.
TEST_F(Purchases, AreRenewedAndRefundedByTheSameCustomer) {
  const std::string host = buy(plan("1")).value["Data"]["InstanceId"].get<std::string>();
  market.as_buyer("RenewInstance", {{"InstanceId", host}, {"RenewPeriod", "1"}});
  EXPECT_EQ(market.book(market.buyer)["Cash"], "80.02");
  const Parameters refund{{"InstanceIds", "[\"" + host + "\"]"}, {"RefundType", "NO_REASON_5D"}};
  market.as_buyer("RefundInstance", refund);
  EXPECT_EQ(market.book(market.buyer)["Cash"], "90.01");
  expect_row(market.cloud.call_as(market.buyer.key, "RefundInstance", refund),
             OrderError::PayForbiddenNoReasonFefund);
  expect_row(buy(plan("1")), OrderError::OrderOpend);
  market.as_buyer("RefundInstance",
                  {{"InstanceIds", "[\"" + host + "\"]"}, {"RefundType", "PARTIAL"}, {"Amount", "9.99"}});
  EXPECT_EQ(market.host(market.buyer)["Status"], "RELEASED");
  EXPECT_TRUE(buy(plan("1")).ok()) << "another one, when the first is gone";
}

TEST_F(Purchases, WithOneTokenAreOne) {
  const Parameters once = with(plan("1"), "ClientToken", "once");
  const Reply first = buy(once), again = buy(once);
  ASSERT_TRUE(first.ok()) << first.body;
  EXPECT_EQ(first.value["Data"], again.value["Data"]);
  EXPECT_EQ(market.book(market.buyer)["Cash"], "90.01");
}

TEST_F(Purchases, ArePaidByTheMonthInAdvanceWhateverElseIsSold) {
  json::Value document = *json::parse(commerce::default_elb_plan_document());
  for (json::Value& module : document["Modules"]) {
    if (module["Code"] == "pay_type") module["Items"].push_back("PostPaid");
    if (module["Code"] == "pay_type") module["Default"] = "PostPaid";
    if (module["Code"] == "billing_cycle") module["Items"].push_back("Hour");
  }
  market.publish(commerce::TermKind::Commodity, "elb_plan", json::print(document));
  const Reply reply = buy(plan("1"));
  ASSERT_TRUE(reply.ok()) << reply.body;
  EXPECT_EQ(market.book(market.buyer)["Cash"], "90.01");
  market.as_buyer("RenewInstance", {{"InstanceId", reply.value["Data"]["InstanceId"].get<std::string>()},
                                    {"RenewPeriod", "1"}});
  EXPECT_EQ(market.book(market.buyer)["Cash"], "80.02");
  for (const auto& [module, item] : {std::pair{"pay_type", "PostPaid"}, {"billing_cycle", "Hour"}}) {
    Parameters other = plan("1");
    other.insert(other.end(), {{"Parameter.2.Code", module}, {"Parameter.2.Value", item}});
    EXPECT_EQ(buy(other).code(), "InvalidParameter.Parameter");
  }
}

TEST_F(Purchases, SayWhatIsWrong) {
  expect_row(buy(plan("13")), OrderError::OrderPeriodInvalid);
  expect_row(buy(plan("12")), OrderError::PayInsufficientBalance);
  expect_row(buy(with(plan("1"), "Parameter.1.Value", "elb.plan.11")), OrderError::CommodityInvalidItemCode);
  expect_row(buy(with(plan("1"), "Parameter.1.Value", "elb.plan.50")),
             OrderError::PricePricingPlanResultNotFound);
  EXPECT_EQ(buy(with(plan("1"), "ProductCode", "ecs")).code(), "InvalidParameter.ProductCode");
  EXPECT_EQ(buy(with(plan("1"), "Parameter.1.Code", "period")).code(), "InvalidParameter.Parameter");
  EXPECT_EQ(market.act("DescribeHosts", market.buyer.with()).value["Hosts"].size(), 0U);
  EXPECT_EQ(market.book(market.buyer)["Cash"], "100.00");
}

TEST(RenewalsOutside, AskTheProviderForTheirPrice) {
  PluggedMarket plugged{Seam::Pricing};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  give_plan(market, "plan-1");
  plugged.provider->with([](providers::Sample& sample) {
    sample.state().plans = {*commerce::parse_plan(price_document, "outside")};
  });
  const Reply reply = market.as_buyer("RenewInstance", {{"InstanceId", "plan-1"}, {"RenewPeriod", "2"}});
  EXPECT_EQ(market.book(market.buyer)["Cash"], "80.02");
  EXPECT_EQ(plugged.asked(Seam::Pricing), 1U);
  plugged.behave(Seam::Pricing, Behaviour::Failing);
  expect_row(market.cloud.call_as(market.buyer.key, "RenewInstance",
                                  {{"InstanceId", "plan-1"}, {"RenewPeriod", "2"}}),
             OrderError::PriceHsfTimeoutError);
}

}  // namespace
}  // namespace sluice::control
