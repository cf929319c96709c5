// What providers of sale control, stock, rates, relations and risk decide of an order, and what an order is
// told when they are not heard: through the gateway, the rounds, the client and a real socket.

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/providers/client/seam_client.h"
#include "plugged_market.h"

namespace sluice::control {
namespace {

using api::OrderError;
using providers::Sample;
using ::testing::HasSubstr;

// A way in which a seam goes wrong, and the row that tells it.
struct Outage {
  const char* name;
  Seam seam;
  Behaviour behaviour;
  OrderError error;
};

class OutsideOutage : public testing::TestWithParam<Outage> {};
INSTANTIATE_TEST_SUITE_P(
    Of, OutsideOutage,
    testing::Values(
        Outage{"SaleForgets", Seam::SaleControl, Behaviour::Forgetful, OrderError::SystemSaleValidateFailed},
        Outage{"SaleRefuses", Seam::SaleControl, Behaviour::Refusing, OrderError::SystemSaleValidateFailed},
        Outage{"SaleFails", Seam::SaleControl, Behaviour::Failing, OrderError::SystemSaleValidateFailed},
        Outage{"SaleIsWrong", Seam::SaleControl, Behaviour::Wrong, OrderError::SystemSaleValidateFailed},
        Outage{"SaleIsSilent", Seam::SaleControl, Behaviour::Silent, OrderError::SystemSaleValidateFailed},
        Outage{"StockForgets", Seam::Inventory, Behaviour::Forgetful,
               OrderError::SaleControlVerificationFailed},
        Outage{"StockRefuses", Seam::Inventory, Behaviour::Refusing, OrderError::SystemQueryImmortalError},
        Outage{"StockFails", Seam::Inventory, Behaviour::Failing, OrderError::SystemQueryImmortalError},
        Outage{"StockIsWrong", Seam::Inventory, Behaviour::Wrong, OrderError::SystemQueryImmortalError},
        Outage{"StockIsSilent", Seam::Inventory, Behaviour::Silent, OrderError::SystemQueryImmortalError},
        Outage{"RatesForget", Seam::Rates, Behaviour::Forgetful, OrderError::OrderQueryOrderExchangeRateFail},
        Outage{"RatesRefuse", Seam::Rates, Behaviour::Refusing, OrderError::OrderQueryOrderExchangeRateFail},
        Outage{"RatesFail", Seam::Rates, Behaviour::Failing, OrderError::OrderQueryOrderExchangeRateFail},
        Outage{"RatesAreSilent", Seam::Rates, Behaviour::Silent, OrderError::OrderQueryOrderExchangeRateFail},
        Outage{"PlaneRefuses", Seam::ResourcePlane, Behaviour::Refusing, OrderError::CallInterface},
        Outage{"PlaneFails", Seam::ResourcePlane, Behaviour::Failing, OrderError::CallInterface},
        Outage{"PlaneIsWrong", Seam::ResourcePlane, Behaviour::Wrong, OrderError::CallInterface},
        Outage{"PlaneIsSilent", Seam::ResourcePlane, Behaviour::Silent, OrderError::CallInterface},
        Outage{"FundsForget", Seam::Funds, Behaviour::Forgetful, OrderError::PayInsufficientBalance},
        Outage{"FundsRefuse", Seam::Funds, Behaviour::Refusing, OrderError::PayQueryAvailableAmountFailed},
        Outage{"FundsFail", Seam::Funds, Behaviour::Failing, OrderError::PayQueryAvailableAmountFailed},
        Outage{"FundsAreWrong", Seam::Funds, Behaviour::Wrong, OrderError::PayQueryAvailableAmountFailed},
        Outage{"FundsAreSilent", Seam::Funds, Behaviour::Silent, OrderError::PayQueryAvailableAmountFailed},
        Outage{"RelationRefuses", Seam::Relation, Behaviour::Refusing,
               OrderError::PayQueryParentRelationshipFailed},
        Outage{"RelationFails", Seam::Relation, Behaviour::Failing,
               OrderError::PayQueryParentRelationshipFailed},
        Outage{"RelationIsWrong", Seam::Relation, Behaviour::Wrong,
               OrderError::PayQueryParentRelationshipFailed},
        Outage{"RelationIsSilent", Seam::Relation, Behaviour::Silent,
               OrderError::PayQueryParentRelationshipFailed}),
    [](const auto& outage) { return std::string(outage.param.name); });

TEST_P(OutsideOutage, IsToldByItsRowAndLeavesNothing) {
  const Outage& outage = GetParam();
  PluggedMarket plugged{outage.seam};
  Market& market = plugged.market;
  if (outage.seam == Seam::Funds) market.recharge(market.buyer, "100.00");
  if (outage.seam == Seam::Rates) market.set(market.buyer, "SettleCurrency", "CNY");
  plugged.behave(outage.seam, outage.behaviour);
  const bool is_silent = outage.behaviour == Behaviour::Silent;
  expect_row(is_silent ? plugged.create_unheard(outage.seam) : market.create(), outage.error);
  EXPECT_GT(plugged.asked(outage.seam), 0U);
  EXPECT_EQ(market.act("DescribeOrders", market.buyer.with()).value["TotalCount"], 0);
}

TEST(OutsideSaleControl, DeniesByTheRowOfSaleControl) {
  PluggedMarket plugged{Seam::SaleControl};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  ASSERT_TRUE(market.create().ok());
  plugged.provider->with([&](Sample& sample) { sample.state().closed = {market.buyer.id}; });
  const Reply reply = market.create();
  expect_row(reply, OrderError::SaleControlVerificationFailed);
  EXPECT_THAT(reply.body, HasSubstr("closed"));
}

TEST(OutsideSaleControl, TakesThePlaceOfTheRulesThatAreKeptHere) {
  PluggedMarket plugged{Seam::SaleControl};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  market.act("PutTerm",
             {{"Kind", "SaleRule"}, {"Document", R"({"Name":"nobody","Priority":1,"Effect":"Deny"})"}});
  EXPECT_TRUE(market.create().ok());
}

TEST(OutsideStock, IsWhatIsLeft) {
  PluggedMarket plugged{Seam::Inventory};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  const auto set_left = [&](int64_t left) {
    plugged.provider->with([&](Sample& sample) {
      sample.state().stock = {{std::string(TestCloud::region), "elb.s1.small", left}};
    });
  };
  set_left(0);
  expect_row(market.create(), OrderError::SaleControlVerificationFailed);
  set_left(1);
  EXPECT_TRUE(market.create().ok());
}

TEST(OutsideStock, DoesNotStopTheCountingHere) {
  PluggedMarket plugged{Seam::Inventory};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  const Parameters size = {{"EnsRegionId", std::string(TestCloud::region)},
                           {"LoadBalancerSpec", "elb.s1.small"}};
  Parameters none = size;
  none.emplace_back("Total", "0");
  market.act("SetStock", none);
  EXPECT_TRUE(market.create().ok()) << "the provider says that there is some";
  EXPECT_THAT(market.act("DescribeStocks", {}).body, HasSubstr(R"("Used":1)"));
}

TEST(OutsideRates, AreWhatAnAmountIsInAnotherCurrency) {
  PluggedMarket plugged{Seam::Rates};
  Market& market = plugged.market;
  market.set(market.buyer, "SettleCurrency", "CNY");
  market.recharge(market.buyer, "100.00", "CNY");
  plugged.provider->with([](Sample& sample) {
    sample.state().rates = {*commerce::parse_exchange_rate(R"({"From":"USD","To":"CNY","Rate":"7.2"})")};
  });
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.buyer, "CNY")["Available"], "46.00");  // 100 - 7.50 x 7.2
}

TEST(OutsideRates, AreNotAskedForWhereNothingIsConverted) {
  PluggedMarket plugged{Seam::Rates};
  plugged.market.recharge(plugged.market.buyer, "100.00");
  ASSERT_TRUE(plugged.market.create().ok());
  EXPECT_EQ(plugged.asked(Seam::Rates), 0U);
}

class OutsideRelation : public testing::Test {
 protected:
  OutsideRelation() {
    plugged.market.recharge(plugged.market.buyer, "100.00");
    plugged.market.recharge(plugged.market.partner, "100.00");
  }
  void put_under_partner(providers::RelationAnswer::Status status) {
    plugged.provider->with([&](Sample& sample) {
      sample.state().relations = {
          {plugged.market.buyer.id, {.status = status, .parent = plugged.market.partner.id, .version = 1}}};
    });
  }
  PluggedMarket plugged{Seam::Relation};
};

TEST_F(OutsideRelation, SaysWhoPays) {
  put_under_partner(providers::RelationAnswer::Status::Active);
  ASSERT_TRUE(plugged.market.create().ok());
  EXPECT_EQ(plugged.market.book(plugged.market.buyer)["Available"], "100.00");
  EXPECT_EQ(plugged.market.book(plugged.market.partner)["Available"], "92.50");
  EXPECT_EQ(plugged.asked(Seam::Relation), 2U);
}

TEST_F(OutsideRelation, SaysThatNobodyElseDoes) {
  ASSERT_TRUE(plugged.market.create().ok());
  EXPECT_EQ(plugged.market.book(plugged.market.buyer)["Available"], "92.50");
}

TEST_F(OutsideRelation, IsToldWhileItChanges) {
  put_under_partner(providers::RelationAnswer::Status::Changing);
  expect_row(plugged.market.create(), OrderError::PayQueryParentRelationchangedFailed);
}

TEST_F(OutsideRelation, IsToldWhenItChangesBetweenOrderAndPayment) {
  put_under_partner(providers::RelationAnswer::Status::Active);
  plugged.behave(Seam::Relation, Behaviour::Forgetful);
  expect_row(plugged.market.create(), OrderError::PayPayFailedParentRelationchanged);
  EXPECT_EQ(plugged.market.book(plugged.market.partner)["Available"], "100.00");
}

TEST(OutsidePlane, SaysWhatIsNotThere) {
  PluggedMarket plugged{Seam::ResourcePlane};
  plugged.market.recharge(plugged.market.buyer, "100.00");
  plugged.behave(Seam::ResourcePlane, Behaviour::Forgetful);
  EXPECT_EQ(plugged.market.create().code(), "InvalidParameter.VSwitchId");
  plugged.behave(Seam::ResourcePlane, Behaviour::Proper);
  EXPECT_TRUE(plugged.market.create().ok());
}

TEST(OutsideRegistry, IsAskedAboutAHostThatIsThere) {
  PluggedMarket plugged{Seam::Registry};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(plugged.asked(Seam::Registry), 0U);
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(plugged.asked(Seam::Registry), 1U);
  for (const Behaviour behaviour : {Behaviour::Failing, Behaviour::Refusing, Behaviour::Wrong}) {
    plugged.behave(Seam::Registry, behaviour);
    expect_row(market.create(), OrderError::OrderQueryInstanceError);
  }
  plugged.behave(Seam::Registry, Behaviour::Forgetful);
  expect_row(market.create(), OrderError::OrderQueryInstanceNotExists);
  EXPECT_EQ(market.book(market.buyer)["Available"], "85.00");
}

TEST(OutsideFunds, BoundWhatIsSpent) {
  PluggedMarket plugged{Seam::Funds};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  const auto set_funds = [&](commerce::Minor available) {
    plugged.provider->with([&](Sample& sample) {
      sample.state().funds = {{Market::fund(market.buyer), "USD", available}};
    });
  };
  set_funds(749);
  expect_row(market.create(), OrderError::PayInsufficientBalance);
  set_funds(750);
  EXPECT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.buyer)["Available"], "92.50") << "and the books here are kept";
}

class OutsideReseller : public testing::Test {
 protected:
  OutsideReseller() {
    Market& market = plugged.market;
    market.recharge(market.partner, "100.00");
    market.set_fund(market.partner, "PayMode", "RESELLER_URL");
    market.act("SetResellerRelation", market.buyer.with({{"ResellerAccountId", market.partner.id},
                                                         {"Currency", "USD"},
                                                         {"QuotaLimit", "100.00"}}));
  }
  PluggedMarket plugged{Seam::Funds, Seam::Reseller};
};

TEST_F(OutsideReseller, SaysWhereItsCustomersPay) {
  Market& market = plugged.market;
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(plugged.asked(Seam::Reseller), 1U);
  const Reply events = market.cloud.call_as(market.buyer.key, "LookupEvents", {{"MaxResults", "1"}});
  EXPECT_EQ(events.value["Events"][0]["additionalEventData"].value("remark", ""),
            "paid on the reseller's page https://reseller.example/pay?account=" + market.buyer.id);
  plugged.behave(Seam::Reseller, Behaviour::Failing);
  expect_row(market.create(), OrderError::PayResellerPayGetUrlError);
  EXPECT_EQ(market.book(market.partner)["Available"], "92.50");
}

// The deposit goes back to the partner; only what was spent of the quota cannot be worked out.
TEST_F(OutsideReseller, LetsItsCustomerReleaseWhateverCurrencyTheQuotaIsInByThen) {
  Market& market = plugged.market;
  const Reply made = market.create();
  ASSERT_TRUE(made.ok()) << made.body;
  market.act("SetResellerRelation",
             market.buyer.with(
                 {{"ResellerAccountId", market.partner.id}, {"Currency", "CNY"}, {"QuotaLimit", "100.00"}}));
  market.as_buyer("DeleteLoadBalancer", {{"LoadBalancerId", made.text("LoadBalancerId")}});
  EXPECT_EQ(market.book(market.partner)["Available"], "100.00");
}

TEST_F(OutsideReseller, IsAskedWhatItsCustomerMaySpendBeforeItself) {
  Market& market = plugged.market;
  plugged.behave(Seam::Funds, Behaviour::Failing);
  expect_row(market.create(), OrderError::PayQueryAvailableEnduserAmountFailed);
  plugged.behave(Seam::Funds, Behaviour::Proper);
  const auto set_funds = [&](std::string holder) {
    plugged.provider->with([&](Sample& sample) { sample.state().funds = {{std::move(holder), "USD", 749}}; });
  };
  set_funds(market.buyer.id);
  expect_row(market.create(), OrderError::PayforCreditPayInsufficientBalance);
  set_funds(Market::fund(market.partner));
  expect_row(market.create(), OrderError::PayforAccountMoneyValidateError);
}

class OutsideRisk : public testing::Test {
 protected:
  static std::string last_remark(Market& market) {
    const Reply events = market.cloud.call_as(market.buyer.key, "LookupEvents", {{"MaxResults", "1"}});
    return events.value["Events"][0]["additionalEventData"].value("remark", "");
  }
};

TEST_F(OutsideRisk, RejectsAnOrder) {
  PluggedMarket plugged{Seam::Risk};
  Market& market = plugged.market;
  plugged.provider->with([&](Sample& sample) { sample.state().risky = {market.buyer.id}; });
  expect_row(market.create(), OrderError::RiskRiskControlRejection);
}

TEST_F(OutsideRisk, IsAskedAboutTheOrderAndAboutItsPayment) {
  PluggedMarket plugged{Seam::Risk};
  plugged.market.recharge(plugged.market.buyer, "100.00");
  ASSERT_TRUE(plugged.market.create().ok());
  EXPECT_EQ(plugged.asked(Seam::Risk), 2U);
  EXPECT_EQ(last_remark(plugged.market), "");
}

TEST_F(OutsideRisk, LetsOrdersPassWithARemarkWhereItIsNotHeard) {
  for (const Behaviour behaviour : {Behaviour::Failing, Behaviour::Refusing, Behaviour::Silent}) {
    PluggedMarket plugged{Seam::Risk};
    plugged.market.recharge(plugged.market.buyer, "100.00");
    plugged.behave(Seam::Risk, behaviour);
    const bool is_silent = behaviour == Behaviour::Silent;
    ASSERT_TRUE((is_silent ? plugged.create_unheard(Seam::Risk) : plugged.market.create()).ok());
    EXPECT_EQ(last_remark(plugged.market), "the risk provider gave no decision: passed without one");
  }
}

TEST_F(OutsideRisk, KeepsOrdersBackWhereItIsNotHeardAndThatIsSet) {
  PluggedMarket plugged({Seam::Risk}, providers::default_sample_state(), true);
  plugged.market.recharge(plugged.market.buyer, "100.00");
  plugged.behave(Seam::Risk, Behaviour::Failing);
  expect_row(plugged.market.create(), OrderError::SystemSystemError);
  plugged.behave(Seam::Risk, Behaviour::Proper);
  EXPECT_TRUE(plugged.market.create().ok());
}

TEST(Outside, AllSeamsTogetherMakeOneOrder) {
  PluggedMarket plugged{{Seam::Pricing, Seam::Risk, Seam::SaleControl, Seam::Inventory, Seam::Rates,
                         Seam::Relation, Seam::ResourcePlane, Seam::Registry, Seam::Funds, Seam::Reseller}};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  ASSERT_TRUE(market.create().ok());
  EXPECT_EQ(market.book(market.buyer)["Available"], "92.50");
  for (const Seam seam :
       {Seam::Pricing, Seam::SaleControl, Seam::Inventory, Seam::ResourcePlane, Seam::Funds}) {
    EXPECT_EQ(plugged.asked(seam), 1U) << to_text(seam);
  }
}

TEST(Outside, APaymentOfAnOrderAsksAboutRelationAndRisk) {
  PluggedMarket plugged{Seam::Risk, Seam::Relation};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  ASSERT_TRUE(market.create().ok());
  const uint64_t asked = plugged.asked(Seam::Risk);
  const std::string order = market.record_order(market.buyer, "Upgrade", "UNPAID");
  plugged.behave(Seam::Relation, Behaviour::Failing);
  const auto pay = [&] { return market.cloud.call_as(market.buyer.key, "PayOrder", {{"OrderId", order}}); };
  EXPECT_EQ(pay().code(), api::row_of(OrderError::PayQueryParentRelationshipFailed).code);
  plugged.behave(Seam::Relation, Behaviour::Proper);
  EXPECT_TRUE(pay().ok());
  EXPECT_EQ(plugged.asked(Seam::Risk), asked + 1);
}

TEST(Outside, CallsThatWaitForAProviderKeepNobodyElseWaiting) {
  PluggedMarket plugged{Seam::Pricing};
  Market& market = plugged.market;
  market.recharge(market.buyer, "100.00");
  plugged.behave(Seam::Pricing, Behaviour::Silent);
  const auto waiting = market.cloud.start_as(market.buyer.key, "CreateLoadBalancer", market.order());
  market.cloud.turn_until([&] { return plugged.asked(Seam::Pricing) > 0; });
  // Longer than calls may wait for storage; nothing has expired yet, as the clock moves without a turn.
  market.cloud.clock().advance(gateway::wait_max + std::chrono::seconds(1));
  const Reply other =
      market.cloud.call_as(market.buyer.key, "CreateNetwork",
                           {{"EnsRegionId", std::string(TestCloud::region)}, {"CidrBlock", "10.0.0.0/16"}});
  EXPECT_TRUE(other.ok()) << other.body;
}

TEST(Outside, ManyCallsToASilentProviderAreAllAnsweredInTime) {
  PluggedMarket plugged{Seam::Pricing};
  Market& market = plugged.market;
  plugged.behave(Seam::Pricing, Behaviour::Silent);
  constexpr size_t many = 400;  // more than may be under way and wait
  std::vector<std::shared_ptr<Reply>> replies;
  for (size_t i = 0; i < many; ++i) {
    replies.push_back(market.cloud.start_as(market.buyer.key, "CreateLoadBalancer", market.order()));
  }
  const auto answered = [&] {
    return std::ranges::count_if(replies, [](const auto& reply) { return reply->answered(); });
  };
  const auto turned_away =
      static_cast<int64_t>(many - providers::questions_under_way_max - providers::questions_waiting_max);
  market.cloud.turn_until([&] {
    return answered() >= turned_away && plugged.asked(Seam::Pricing) >= providers::questions_under_way_max;
  });
  EXPECT_EQ(answered(), turned_away);
  market.cloud.clock().advance(providers::default_patience(Seam::Pricing).deadline);
  for (const auto& reply : replies) {
    market.cloud.await(*reply);
    expect_row(*reply, OrderError::PriceHsfTimeoutError);
  }
  EXPECT_EQ(plugged.asked(Seam::Pricing), providers::questions_under_way_max);
}

}  // namespace
}  // namespace sluice::control
