// Orders that a payment provider is asked to charge: what they are told, that nothing is left of those that
// fail, and that whoever takes a call over ends it as its caller can find it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/commerce/stock/stock.h"
#include "control/providers/client/seam_client.h"
#include "plugged_market.h"

namespace sluice::control {
namespace {

using api::OrderError;
using commerce::AccountKind;
using providers::PaymentStep;
using providers::Sample;
using Paid = providers::PaymentAnswer::Status;
using ::testing::HasSubstr;

// A buyer with a coupon of one dollar, two dollars of cash and a bank card for the rest of 7.50; five units
// in stock, and a quota of five.
class PaidMarket {
 public:
  explicit PaidMarket(const char* reference = "tok-1") {
    Market& m = market();
    m.act("SetPaymentMethod",
          m.buyer.with({{"Kind", "CARD"}, {"Reference", reference}, {"Status", "ACTIVE"}}));
    m.recharge(m.buyer, "2.00");
    m.act("GrantCoupon", m.buyer.with({{"CouponNo", "K"},
                                       {"Currency", "USD"},
                                       {"Amount", "1.00"},
                                       {"ToTime", later},
                                       {"Rule", R"({"SingleUse": true})"}}));
    m.act("SetStock", {{"EnsRegionId", std::string(TestCloud::region)},
                       {"LoadBalancerSpec", "elb.s1.small"},
                       {"Total", "5"}});
    m.act("SetQuota", m.buyer.with({{"EnsRegionId", "*"}, {"Most", "5"}}));
  }

  Market& market() { return plugged_.market; }
  TestCloud& cloud() { return market().cloud; }
  void behave(Behaviour behaviour, std::optional<PaymentStep> step = std::nullopt) {
    plugged_.provider->with(
        [&](Sample& sample) { sample.behave(Seam::Payment, {.behaviour = behaviour, .step = step}); });
  }
  uint64_t asked() { return plugged_.asked(Seam::Payment); }
  uint64_t left_unanswered() {
    uint64_t count = 0;
    plugged_.provider->with([&](Sample& sample) { count = sample.left_unanswered(); });
    return count;
  }
  size_t payments(Paid status) {
    size_t count = 0;
    plugged_.provider->with([&](Sample& sample) { count = sample.state().payments.count(status); });
    return count;
  }

  Parameters order(const char* token) {
    Parameters order = market().order();
    if (*token != 0) order.emplace_back("ClientToken", token);
    return order;
  }
  std::shared_ptr<Reply> start(const char* token) {
    return cloud().start_as(market().buyer.key, "CreateLoadBalancer", order(token));
  }
  // Lets time pass whenever the provider does not answer.
  Reply create(const char* token = "") {
    const auto reply = start(token);
    uint64_t passed = 0;
    cloud().turn_until([&] {
      if (left_unanswered() > passed) {
        ++passed;
        cloud().clock().advance(providers::default_patience(Seam::Payment).deadline);
      }
      return reply->answered();
    });
    return *reply;
  }
  Reply create_promptly(const char* token = "") {
    return cloud().call_as(market().buyer.key, "CreateLoadBalancer", order(token));
  }
  // While another call is under way.
  Reply call_beside(std::string_view action, Parameters parameters, bool as_operator = false) {
    const auto reply = as_operator ? cloud().start(action, std::move(parameters))
                                   : cloud().start_as(market().buyer.key, action, std::move(parameters));
    cloud().await(*reply);
    return *reply;
  }
  // What wants to be told to the provider, told.
  void settle_with_provider(TestCloud& cloud) {
    cloud.plane().end_unfinished();
    cloud.turn_until([&] { return number("SELECT COUNT(*) FROM channel_orders WHERE wanted <> ''") == 0; });
  }

  int64_t number(const std::string& sql) {
    int64_t value = 0;
    cloud().in_database([&](storage::Transaction& tx) {
      tx.query(sql, {}, [&](const storage::Row& row) { value = row.integer(0); });
    });
    return value;
  }
  std::string text(const std::string& sql) {
    std::string value;
    cloud().in_database([&](storage::Transaction& tx) {
      tx.query(sql, {}, [&](const storage::Row& row) { value = row.text(0); });
    });
    return value;
  }
  commerce::Minor cash() { return market().balance(AccountKind::Cash, Market::fund(market().buyer)); }
  commerce::Minor charged() { return -market().balance(AccountKind::Channel, "CARD"); }

  void expect_balancers(int64_t count) {
    EXPECT_EQ(number("SELECT COUNT(*) FROM load_balancers"), count);
    EXPECT_EQ(number("SELECT COUNT(*) FROM orders WHERE state = 'COMPLETED'"), count);
    EXPECT_EQ(number("SELECT used FROM stocks"), count);
    EXPECT_EQ(number("SELECT live FROM quotas"), count);
    market().expect_sound_ledger();
  }
  void expect_nothing_under_way() {
    EXPECT_EQ(number("SELECT COUNT(*) FROM unfinished_calls"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM order_holds"), 0);
    EXPECT_EQ(number("SELECT reserved FROM stocks"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM ledger_transfers WHERE state = 0"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM orders WHERE state NOT IN ('COMPLETED', 'CANCELLED', 'FAILED')"),
              0);
  }
  void expect_untouched() {
    expect_nothing_under_way();
    expect_balancers(0);
    EXPECT_EQ(cash(), 200);
    EXPECT_EQ(market().balance(AccountKind::Coupon, "K"), 100);
    EXPECT_EQ(number("SELECT reserved_for FROM coupons"), 0);
    EXPECT_EQ(charged(), 0);
  }
  void expect_one_balancer_paid_once() {
    expect_nothing_under_way();
    expect_balancers(1);
    EXPECT_EQ(cash(), 0);
    EXPECT_EQ(charged(), 450);
    EXPECT_EQ(payments(Paid::Captured), 1u);
    EXPECT_EQ(payments(Paid::Authorised), 0u);
  }

 private:
  PluggedMarket plugged_{Seam::Payment};
};

TEST(APaymentOutside, IsAuthorisedAndCapturedOnceAndBuysOneBalancer) {
  PaidMarket paid;
  const Reply reply = paid.create_promptly("t");
  ASSERT_TRUE(reply.ok()) << reply.body;
  paid.expect_one_balancer_paid_once();
  EXPECT_EQ(paid.asked(), 2u);
  EXPECT_EQ(paid.text("SELECT state FROM channel_orders"), "CAPTURED");
  EXPECT_EQ(paid.text("SELECT channel_no FROM channel_orders"),
            "sample-P" + paid.text("SELECT key FROM channel_orders"));
  EXPECT_EQ(paid.create_promptly("t").text("LoadBalancerId"), reply.text("LoadBalancerId"));
  EXPECT_EQ(paid.asked(), 2u) << "a replay asks nobody";
  EXPECT_EQ(paid.text("SELECT outcome FROM orders"), "SUCCESS");
}

TEST(APaymentOutside, IsNotAskedForWhereNothingOutsideIsToBeCharged) {
  PaidMarket paid;
  paid.market().recharge(paid.market().buyer, "100.00");
  EXPECT_TRUE(paid.create_promptly().ok());
  EXPECT_EQ(paid.asked(), 0u);
}

// A way in which a payment goes wrong, what is told then, and how the order ends.
struct Failure {
  const char* name;
  Behaviour behaviour;
  std::optional<PaymentStep> step;
  OrderError row;
  const char* state;
  const char* reference = "tok-1";
};

class AFailedPayment : public testing::TestWithParam<Failure> {};
INSTANTIATE_TEST_SUITE_P(
    Outside, AFailedPayment,
    testing::Values(
        Failure{"AuthorisingRefused", Behaviour::Refusing, PaymentStep::Authorise, OrderError::PaySystemError,
                "CANCELLED"},
        Failure{"AuthorisingFails", Behaviour::Failing, {}, OrderError::PaySystemError, "CANCELLED"},
        Failure{"AuthorisingIsUnreadable", Behaviour::Wrong, {}, OrderError::PaySystemError, "CANCELLED"},
        Failure{"NobodyAnswers", Behaviour::Silent, {}, OrderError::PayHsfTimeoutError, "CANCELLED"},
        Failure{"TheAnswersAreLost", Behaviour::Mute, {}, OrderError::PayHsfTimeoutError, "CANCELLED"},
        Failure{"CapturingRefused", Behaviour::Refusing, PaymentStep::Capture, OrderError::OrderCaptureFailed,
                "FAILED"},
        Failure{"CapturingFails", Behaviour::Failing, PaymentStep::Capture, OrderError::PaySystemError,
                "FAILED"},
        Failure{"CapturingIsNotAnswered", Behaviour::Silent, PaymentStep::Capture,
                OrderError::PayHsfTimeoutError, "FAILED"},
        Failure{"TheProviderForgets",
                Behaviour::Forgetful,
                {},
                OrderError::PayPayChannelPayOrderNotExist,
                "FAILED"},
        Failure{"TheAuthorisationRunsOut",
                Behaviour::Closing,
                {},
                OrderError::PayPayChannelPayOrderInvalidStatus,
                "FAILED"},
        Failure{"TheCardIsInvalid",
                Behaviour::Proper,
                {},
                OrderError::PayInvalidCreditCard,
                "CANCELLED",
                "decline-card-invalid"},
        Failure{"TheAgreementIsInvalid",
                Behaviour::Proper,
                {},
                OrderError::PayWithholdingAgreementIllegal,
                "CANCELLED",
                "decline-agreement-invalid"},
        Failure{"TooLittleIsBehindIt",
                Behaviour::Proper,
                {},
                OrderError::PayInsufficientBalance,
                "CANCELLED",
                "decline-insufficient"},
        Failure{"TheLimitIsReached",
                Behaviour::Proper,
                {},
                OrderError::PayAmountLimitExceeded,
                "CANCELLED",
                "decline-limit"}),
    [](const auto& failure) { return std::string(failure.param.name); });

TEST_P(AFailedPayment, IsToldByItsRowAndLeavesNothingHereOrThere) {
  const Failure& failure = GetParam();
  PaidMarket paid(failure.reference);
  paid.behave(failure.behaviour, failure.step);
  expect_row(paid.create("t"), failure.row);
  paid.expect_untouched();
  EXPECT_EQ(paid.text("SELECT state FROM orders"), failure.state);
  EXPECT_EQ(paid.text("SELECT outcome FROM orders"), api::row_of(failure.row).code);

  paid.behave(Behaviour::Proper);
  paid.cloud().clock().advance(providers::Breaker::rest);
  paid.settle_with_provider(paid.cloud());
  EXPECT_EQ(paid.payments(Paid::Authorised), 0u);
  EXPECT_EQ(paid.payments(Paid::Captured), 0u);
  if (std::string_view(failure.reference) != "tok-1") return;
  EXPECT_TRUE(paid.create_promptly("t").ok()) << "a token of a failed call begins anew";
  paid.expect_one_balancer_paid_once();
}

TEST(APaymentOutside, ThatIsHeardOnTheSecondQuestionIsGoodAndMadeOnce) {
  for (const PaymentStep step : {PaymentStep::Authorise, PaymentStep::Capture}) {
    SCOPED_TRACE(static_cast<int>(step));
    PaidMarket again;
    again.behave(Behaviour::Mute, step);
    const Reply reply = again.create("t");
    ASSERT_TRUE(reply.ok()) << reply.body;
    again.expect_one_balancer_paid_once();
  }
}

TEST(APaymentOutside, GoesBackWhereWhatWasBoughtCannotBeMadeAnyMore) {
  PaidMarket paid;
  paid.behave(Behaviour::Mute, PaymentStep::Authorise);
  const auto reply = paid.start("t");
  paid.cloud().turn_until([&] { return paid.asked() == 1; });
  const Reply deleted =
      paid.call_beside("DeleteVSwitch", {{"VSwitchId", paid.text("SELECT vswitch_id FROM vswitches")}});
  ASSERT_TRUE(deleted.ok()) << deleted.body;
  paid.cloud().clock().advance(providers::default_patience(Seam::Payment).deadline);
  paid.cloud().await(*reply);
  expect_row(*reply, OrderError::OrderFailed);
  paid.expect_untouched();
  paid.settle_with_provider(paid.cloud());
  EXPECT_EQ(paid.payments(Paid::Closed), 1u);
}

TEST(AnOrderThatIsBeingPaid, CanBeEndedByNobodyElse) {
  PaidMarket paid;
  Market& market = paid.market();
  paid.behave(Behaviour::Mute, PaymentStep::Authorise);
  const auto reply = paid.start("t");
  paid.cloud().turn_until([&] { return paid.asked() == 1; });
  EXPECT_EQ(paid.number("SELECT reserved FROM stocks"), 1);
  EXPECT_EQ(paid.number("SELECT live FROM quotas"), 1);
  const std::string order = paid.text("SELECT key FROM orders");
  const Reply refused =
      paid.call_beside("AdvanceOrder", market.buyer.with({{"OrderId", order}, {"State", "CANCELLED"}}), true);
  EXPECT_EQ(refused.code(), "IncorrectOrderState");
  EXPECT_THAT(refused.body, HasSubstr("has not answered yet"));
  paid.cloud().clock().advance(providers::default_patience(Seam::Payment).deadline);
  paid.cloud().await(*reply);
  EXPECT_TRUE(reply->ok()) << reply->body;
}

// --- another process takes a call over

// Where the first process stops, what the provider did by then, and how it ends.
struct Stop {
  const char* name;
  PaymentStep at;
  bool was_done;  // the step, before the process stopped
  bool ends_well;
};

class ACallThatIsTakenOver : public testing::TestWithParam<Stop> {};
INSTANTIATE_TEST_SUITE_P(Outside, ACallThatIsTakenOver,
                         testing::Values(Stop{"BeforeTheAuthorisation", PaymentStep::Authorise, false, false},
                                         Stop{"BehindTheAuthorisation", PaymentStep::Authorise, true, true},
                                         Stop{"BeforeTheCapture", PaymentStep::Capture, false, true},
                                         Stop{"BehindTheCapture", PaymentStep::Capture, true, true}),
                         [](const auto& stop) { return std::string(stop.param.name); });

class TakenOver {
 public:
  TakenOver(const Stop& stop, const char* token) {
    paid.behave(stop.was_done ? Behaviour::Mute : Behaviour::Silent, stop.at);
    const uint64_t steps = stop.at == PaymentStep::Authorise ? 1 : 2;
    first = paid.start(token);
    paid.cloud().turn_until([&] { return paid.asked() == steps; });
    EXPECT_EQ(paid.number("SELECT COUNT(*) FROM unfinished_calls"), 1);
    paid.behave(Behaviour::Proper);
    other.emplace(TestCloud::Beside{paid.cloud()});
    other->plane().end_unfinished();
    other->turn_until([&] { return paid.number("SELECT COUNT(*) FROM unfinished_calls") == 0; });
    paid.settle_with_provider(*other);
  }
  Reply retry(const char* token) {
    return other->call_as(paid.market().buyer.key, "CreateLoadBalancer", paid.order(token));
  }
  // The first process goes on, as if it had been asleep.
  Reply wake_first() {
    paid.cloud().turn_until([&] {
      paid.cloud().clock().advance(std::chrono::seconds(1));
      return first->answered();
    });
    return *first;
  }

  PaidMarket paid;
  std::shared_ptr<Reply> first;
  std::optional<TestCloud> other;
};

TEST_P(ACallThatIsTakenOver, EndsOnceAndAsItsTokenTells) {
  TakenOver taken(GetParam(), "t");
  PaidMarket& paid = taken.paid;
  if (GetParam().ends_well) {
    paid.expect_one_balancer_paid_once();
  } else {
    paid.expect_untouched();
    EXPECT_EQ(paid.payments(Paid::Authorised) + paid.payments(Paid::Captured), 0u);
  }
  const Reply retry = taken.retry("t");
  ASSERT_TRUE(retry.ok()) << retry.body;
  EXPECT_EQ(retry.text("LoadBalancerId"), paid.text("SELECT load_balancer_id FROM load_balancers"));
  paid.expect_one_balancer_paid_once();
  const Reply late = taken.wake_first();
  EXPECT_EQ(late.text("LoadBalancerId"), retry.text("LoadBalancerId")) << late.body;
  paid.expect_one_balancer_paid_once();
  EXPECT_EQ(paid.number("SELECT COUNT(*) FROM audit_changes WHERE action = 'CreateLoadBalancer' AND "
                        "outcome = 'Done'"),
            1);
}

TEST_P(ACallThatIsTakenOver, IsUndoneWhereNobodyCanComeBackForIt) {
  TakenOver taken(GetParam(), "");
  taken.paid.expect_untouched();
  EXPECT_EQ(taken.paid.payments(Paid::Authorised) + taken.paid.payments(Paid::Captured), 0u);
  const Reply late = taken.wake_first();
  EXPECT_FALSE(late.ok());
  taken.paid.expect_untouched();
}

TEST(ACallTakenOver, StaysWhereItIsWhileTheProviderIsNotHeard) {
  PaidMarket paid;
  paid.behave(Behaviour::Mute, PaymentStep::Authorise);
  const auto first = paid.start("t");
  paid.cloud().turn_until([&] { return paid.asked() == 1; });
  paid.behave(Behaviour::Failing);
  TestCloud other(TestCloud::Beside{paid.cloud()});
  other.plane().end_unfinished();
  other.turn_until([&] { return paid.asked() >= 2; });
  const Reply early = other.call_as(paid.market().buyer.key, "CreateLoadBalancer", paid.order("t"));
  EXPECT_EQ(early.code(), "Processing");
  EXPECT_EQ(paid.number("SELECT COUNT(*) FROM unfinished_calls"), 1);
  EXPECT_EQ(paid.text("SELECT state FROM orders"), "PAYING");
  auto changed = paid.order("t");
  changed.emplace_back("LoadBalancerName", "another");
  EXPECT_EQ(other.call_as(paid.market().buyer.key, "CreateLoadBalancer", changed).code(),
            "InvalidParameter.ClientToken");

  paid.behave(Behaviour::Proper);
  other.clock().advance(unfinished::lease);
  other.turn();
  other.plane().end_unfinished();
  other.turn_until([&] { return paid.number("SELECT COUNT(*) FROM unfinished_calls") == 0; });
  paid.expect_one_balancer_paid_once();
  paid.cloud().turn_until([&] {
    paid.cloud().clock().advance(std::chrono::seconds(1));
    return first->answered();
  });
}

// --- plans

// A plan of 9.99 a month, bought by the customer.
std::shared_ptr<Reply> start_plan(PaidMarket& paid) {
  paid.market().publish(
      commerce::TermKind::PricingPlan, "elb_plan",
      R"({"Commodity":"elb_plan","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[{"Regions":)"
      R"(["*"],"Spec":"elb.plan.10","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"9.99"}]})");
  return paid.cloud().start_as(paid.market().buyer.key, "CreateInstance",
                               {{"ProductCode", "elb"},
                                {"SubscriptionType", "Subscription"},
                                {"Period", "1"},
                                {"ClientToken", "plan"},
                                {"Parameter.1.Code", "spec"},
                                {"Parameter.1.Value", "elb.plan.10"}});
}

TEST(APlanThatIsPaidOutside, IsTheHostAndItsTimeOnceItIsCaptured) {
  PaidMarket paid;
  const auto reply = start_plan(paid);
  paid.cloud().await(*reply);
  ASSERT_TRUE(reply->ok()) << reply->body;
  EXPECT_EQ(paid.market().host(paid.market().buyer)["Lines"].size(), 1u);
  EXPECT_EQ(paid.payments(Paid::Captured), 1u);
  EXPECT_EQ(paid.market().balance(AccountKind::Revenue, "elb_plan"), 999);
  paid.expect_nothing_under_way();
}

TEST(APlanThatIsPaidOutside, CanBeBoughtAgainWhenItsPaymentWasDeclined) {
  PaidMarket paid("decline-insufficient");
  const auto declined = start_plan(paid);
  paid.cloud().await(*declined);
  expect_row(*declined, OrderError::PayInsufficientBalance);
  EXPECT_EQ(paid.number("SELECT COUNT(*) FROM host_instances"), 0) << "nobody has bought it";
  EXPECT_EQ(paid.number("SELECT COUNT(*) FROM subscriptions"), 0);
  Market& market = paid.market();
  market.act("RemovePaymentMethod",
             market.buyer.with({{"Kind", "CARD"}, {"Reference", "decline-insufficient"}}));
  market.act("SetPaymentMethod",
             market.buyer.with({{"Kind", "CARD"}, {"Reference", "tok-1"}, {"Status", "ACTIVE"}}));
  const auto again = start_plan(paid);
  paid.cloud().await(*again);
  EXPECT_TRUE(again->ok()) << again->body;
}

TEST(APlanThatIsPaidOutside, IsFinishedThoughItIsSoldNoMore) {
  PaidMarket paid;
  paid.behave(Behaviour::Mute, PaymentStep::Authorise);
  const auto reply = start_plan(paid);
  paid.cloud().turn_until([&] { return paid.asked() == 1; });
  const Reply gone = paid.call_beside("DeleteTerm", {{"Kind", "Commodity"}, {"Name", "elb_plan"}}, true);
  ASSERT_TRUE(gone.ok()) << gone.body;
  paid.cloud().clock().advance(providers::default_patience(Seam::Payment).deadline);
  paid.cloud().await(*reply);
  EXPECT_TRUE(reply->ok()) << reply->body;
  paid.expect_nothing_under_way();
}

TEST(APlanThatIsPaidOutside, GoesBackWhereItsHostIsGone) {
  PaidMarket paid;
  Market& market = paid.market();
  paid.behave(Behaviour::Mute, PaymentStep::Authorise);
  const auto reply = start_plan(paid);
  paid.cloud().turn_until([&] { return paid.asked() == 1; });
  const Reply gone =
      paid.call_beside("SetHostInstance",
                       market.buyer.with({{"HostId", paid.text("SELECT host_id FROM host_instances")},
                                          {"Status", "RELEASED"}}),
                       true);
  ASSERT_TRUE(gone.ok()) << gone.body;
  paid.cloud().clock().advance(providers::default_patience(Seam::Payment).deadline);
  paid.cloud().await(*reply);
  expect_row(*reply, OrderError::OrderFailed);
  paid.expect_nothing_under_way();
}

// --- payment by number

TEST(AnOrderPaidByNumber, IsAuthorisedOutsideAndCapturedWhenItIsDone) {
  PaidMarket paid;
  Market& market = paid.market();
  const std::string order = market.record_order(market.buyer, "Buy", "UNPAID", {{"Amount", "7.50"}});
  EXPECT_EQ(market.as_buyer("PayOrder", {{"OrderId", order}}).value["Data"]["PaymentStatus"], "Paid");
  EXPECT_EQ(paid.payments(Paid::Authorised), 1u);
  paid.market().advance(market.buyer, order, {"FULFILLING", "CAPTURING", "COMPLETED"});
  paid.settle_with_provider(paid.cloud());
  EXPECT_EQ(paid.payments(Paid::Captured), 1u);
  EXPECT_EQ(paid.charged(), 450);
}

TEST(AnOrderPaidByNumber, IsCancelledWhereThePaymentIsDeclined) {
  PaidMarket paid("decline-insufficient");
  Market& market = paid.market();
  const std::string order = market.record_order(market.buyer, "Buy", "UNPAID", {{"Amount", "7.50"}});
  expect_row(market.cloud.call_as(market.buyer.key, "PayOrder", {{"OrderId", order}}),
             OrderError::PayInsufficientBalance);
  paid.expect_untouched();
  EXPECT_EQ(paid.text("SELECT state FROM orders"), "CANCELLED");
}

TEST(AnOrderPaidByNumber, IsUndoneWhereALaterOneOfItsHostWasPaidMeanwhile) {
  PaidMarket paid;
  Market& market = paid.market();
  market.act("SetHostInstance", market.buyer.with({{"HostId", "plan-1"}}));
  const auto record = [&] {
    return market.record_order(market.buyer, "Renew", "UNPAID", {{"Amount", "7.50"}, {"HostId", "plan-1"}});
  };
  const std::string first = record(), second = record();
  paid.behave(Behaviour::Mute, PaymentStep::Authorise);
  const auto reply = paid.cloud().start_as(market.buyer.key, "PayOrder", {{"OrderId", first}});
  paid.cloud().turn_until([&] { return paid.asked() == 1; });
  const Parameters cash = market.buyer.with({{"Currency", "USD"}, {"Amount", "50.00"}, {"Channel", "wire"}});
  ASSERT_TRUE(paid.call_beside("RechargeFundAccount", cash, true).ok());
  const Reply later = paid.call_beside("PayOrder", {{"OrderId", second}});
  ASSERT_TRUE(later.ok()) << later.body;
  paid.cloud().clock().advance(providers::default_patience(Seam::Payment).deadline);
  paid.cloud().await(*reply);
  expect_row(*reply, OrderError::TradeTradeOrderAfterPayCheckError);
  paid.behave(Behaviour::Proper);
  paid.settle_with_provider(paid.cloud());
  EXPECT_EQ(paid.payments(Paid::Closed), 1u);
}

}  // namespace
}  // namespace sluice::control
