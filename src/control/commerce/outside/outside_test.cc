// What stages make of the replies of providers: a table for each seam, and the questions as they go out.

#include <gtest/gtest.h>

#include "control/commerce/outside/ask_available.h"
#include "control/commerce/outside/ask_pay_page.h"
#include "control/commerce/outside/ask_place.h"
#include "control/commerce/outside/ask_price.h"
#include "control/commerce/outside/ask_rate.h"
#include "control/commerce/outside/ask_registry.h"
#include "control/commerce/outside/ask_relation.h"
#include "control/commerce/outside/ask_risk.h"
#include "control/commerce/outside/ask_sale.h"

namespace sluice::commerce {
namespace {

using api::OrderError;
using providers::Consultation;
using providers::Plugged;
using providers::Reply;
using providers::Seam;

constexpr Plugged all_seams{.seams = {true, true, true, true, true, true, true, true, true, true, true}};
const base::WallTime now = *base::parse_iso8601("2026-01-02T03:04:05Z");

Reply answered(std::string body) {
  return {.kind = Reply::Kind::Answered, .body = std::move(body), .why = {}};
}
const Reply refused{.kind = Reply::Kind::Refused, .body = {}, .why = "no"};
const Reply unheard{.kind = Reply::Kind::Unheard, .body = {}, .why = "silence"};

// What `ask` says once its question is answered so.
template <class Ask>
auto told(const Reply& reply, Ask ask, const Plugged& plugged = all_seams) {
  Consultation consultation(plugged);
  EXPECT_FALSE(ask(consultation)) << "not known yet";
  EXPECT_TRUE(consultation.lacks_answers());
  for (auto& question : consultation.take_missing()) consultation.tell(question, reply);
  auto answer = ask(consultation);
  EXPECT_FALSE(consultation.lacks_answers());
  return *answer;
}

std::string question_of(const std::function<void(Consultation&)>& ask) {
  Consultation consultation(all_seams);
  ask(consultation);
  return consultation.take_missing().front().body;
}

const QuoteRequest three_months{.commodity = "elb_post",
                                .region = "cn-beijing",
                                .region_group = "north",
                                .spec = "elb.s1.small",
                                .cycle = Cycle::Month,
                                .quantity = 3,
                                .instant = now,
                                .account_share = scaled_one / 2};
const auto price = [](Consultation& consultation) {
  return ask_price(consultation, three_months, {{"type", "CLB"}}, "1234");
};
constexpr const char* quote_of_three =
    R"({"status":"QUOTED","plan":"autumn","currency":"USD","lines":[{"quantity":3,"unit_price":"7.5",)"
    R"("amount":"22.50"}],"list":"22.50","discount":"2.25","trade":"20.25"})";

TEST(OutsidePrice, IsAskedAboutAllThatAPriceDependsOn) {
  EXPECT_EQ(question_of(price),
            R"({"commodity":"elb_post","region":"cn-beijing","spec":"elb.s1.small","modules":{"type":"CLB"},)"
            R"("account":"1234","cycle":"Month","quantity":3,"instant":"2026-01-02T03:04:05Z"})");
}

TEST(OutsidePrice, IsAQuoteThatIsKeptAsAnyOther) {
  const auto quote = told(answered(quote_of_three), price);
  ASSERT_TRUE(quote) << quote.error().hint;
  EXPECT_EQ(quote->list, 22'50);
  EXPECT_EQ(quote->trade, 20'25);
  EXPECT_EQ(quote->share, scaled_one / 10 * 9);
  EXPECT_EQ(quote->plan, "autumn");
  EXPECT_EQ(quote->unit, "InstanceMonth");
  EXPECT_EQ(quote->unit_price(), 7 * scaled_one + scaled_one / 2);
  const auto stored = parse_quote(print_quote(*quote));
  ASSERT_TRUE(stored) << stored.error().field << stored.error().message;
  EXPECT_EQ(*stored, *quote);
}

TEST(OutsidePrice, HasARowForEachWayToHaveNone) {
  const std::string expired =
      R"({"status":"QUOTED","plan":"p","currency":"USD","lines":[{"quantity":3,"unit_price":"1","amount":"3"}],)"
      R"("list":"3","trade":"3","valid_until":"2026-01-02T03:04:05Z"})";
  const std::string another_quantity =
      R"({"status":"QUOTED","plan":"p","currency":"USD","lines":[{"quantity":1,"unit_price":"1","amount":"1"}],)"
      R"("list":"1","trade":"1"})";
  const std::pair<Reply, OrderError> cases[] = {
      {answered(R"({"status":"NO_TREE"})"), OrderError::PricePricingPlanNotFound},
      {answered(R"({"status":"NO_VALID_PLAN"})"), OrderError::PriceRatingGetRatingpricingPlan},
      {answered(R"({"status":"BAD_CONFIG"})"), OrderError::PricePatingConfigError},
      {answered(R"({"status":"NO_RESULT"})"), OrderError::PricePricingPlanResultNotFound},
      {answered(expired), OrderError::PriceRatingGetRatingpricingPlan},
      {answered(another_quantity), OrderError::PriceHsfTimeoutError},
      {refused, OrderError::PriceHsfTimeoutError},
      {unheard, OrderError::PriceHsfTimeoutError},
  };
  for (const auto& [reply, error] : cases) {
    const auto quote = told(reply, price);
    ASSERT_FALSE(quote) << reply.body;
    EXPECT_EQ(quote.error().error, error) << reply.body;
  }
}

TEST(OutsideSale, IsAllowedDeniedOrNotKnown) {
  const SaleQuestion question{.commodity = "elb_post",
                              .order_type = "Buy",
                              .ens_region_id = "cn-beijing",
                              .spec = "elb.s1.small",
                              .modules = {},
                              .account_id = "1234",
                              .now = now};
  const auto sale = [&](Consultation& consultation) { return ask_sale(consultation, question); };
  EXPECT_TRUE(told(answered(R"({"status":"ALLOW"})"), sale));
  const auto denied = told(answered(R"({"status":"DENY","rule":"no-exports"})"), sale);
  ASSERT_FALSE(denied);
  EXPECT_EQ(denied.error().error, OrderError::SaleControlVerificationFailed);
  EXPECT_NE(denied.error().hint.find("no-exports"), std::string::npos);
  for (const Reply& reply : {answered(R"({"status":"RULE_ERROR"})"), refused, unheard}) {
    EXPECT_EQ(told(reply, sale).error().error, OrderError::SystemSaleValidateFailed);
  }
  const auto stock = [&](Consultation& consultation) { return ask_stock(consultation, question); };
  EXPECT_EQ(*told(answered(R"({"status":"AVAILABLE","available":4})"), stock), 4);
  EXPECT_EQ(*told(answered(R"({"status":"UNLIMITED"})"), stock), INT32_MAX);
  for (const Reply& reply : {refused, unheard}) {
    EXPECT_EQ(told(reply, stock).error().error, OrderError::SystemQueryImmortalError);
  }
}

TEST(OutsideRate, IsOneOrNone) {
  const auto rate = [](Consultation& consultation) { return ask_rate(consultation, "USD", "CNY", now); };
  EXPECT_EQ(question_of(rate), R"({"from":"USD","to":"CNY","instant":"2026-01-02T03:04:05Z"})");
  EXPECT_EQ(*told(answered(R"({"status":"RATE","rate":"7.2"})"), rate), 720'000'000);
  for (const Reply& reply : {answered(R"({"status":"NO_RATE"})"), refused, unheard}) {
    EXPECT_EQ(told(reply, rate).error().error, OrderError::OrderQueryOrderExchangeRateFail);
  }
}

TEST(OutsideTrusteeship, IsAskedForEachMomentAnew) {
  const auto at = [](RelationMoment moment) {
    return [moment](Consultation& consultation) { return ask_relation(consultation, "1234", moment); };
  };
  EXPECT_EQ(question_of(at(RelationMoment::Order)), R"({"account":"1234","moment":"order"})");
  EXPECT_EQ(question_of(at(RelationMoment::Payment)), R"({"account":"1234","moment":"payment"})");
  const auto active =
      told(answered(R"({"status":"ACTIVE","parent":"5","version":6})"), at(RelationMoment::Order));
  EXPECT_EQ(active->parent, "5");
  for (const Reply& reply : {refused, unheard}) {
    EXPECT_EQ(told(reply, at(RelationMoment::Order)).error().error,
              OrderError::PayQueryParentRelationshipFailed);
  }
}

TEST(OutsidePlace, IsThereOrSaysWhatIsNot) {
  const auto place = [](Consultation& consultation) {
    return ask_place(consultation, {.account = "1234", .region = "r", .network = "n-1", .vswitch = "vsw-1"});
  };
  EXPECT_EQ(question_of(place), R"({"account":"1234","region":"r","network":"n-1","vswitch":"vsw-1"})");
  EXPECT_EQ(told(answered(R"({"status":"AVAILABLE"})"), place)->status, PlaceAnswer::Status::Available);
  EXPECT_EQ(told(answered(R"({"status":"NOT_FOUND","what":"vswitch"})"), place)->status,
            PlaceAnswer::Status::NoVSwitch);
  for (const Reply& reply : {refused, unheard}) {
    EXPECT_EQ(told(reply, place).error().error, OrderError::CallInterface);
  }
}

TEST(OutsideRegistry, SaysWhatHasBecomeOfAHost) {
  const auto host = [](Consultation& consultation) {
    return ask_registry(consultation, {.account = "1234", .commodity = "elb_post", .instance = "elbhost-1"});
  };
  EXPECT_EQ(question_of(host), R"({"account":"1234","commodity":"elb_post","instance":"elbhost-1"})");
  EXPECT_EQ(told(answered(R"({"status":"RELEASED"})"), host)->status, InstanceAnswer::Status::Released);
  for (const Reply& reply : {refused, unheard}) {
    EXPECT_EQ(told(reply, host).error().error, OrderError::OrderQueryInstanceError);
  }
}

TEST(OutsideFunds, AreOfThePayerAndOfTheEndUser) {
  using Holder = AvailableQuestion::Holder;
  const auto funds = [](Holder holder) {
    return [holder](Consultation& consultation) {
      return ask_available(consultation,
                           {.holder = holder, .account = "1234", .fund_account = "fa-5", .currency = "USD"});
    };
  };
  EXPECT_EQ(question_of(funds(Holder::EndUser)),
            R"({"holder":"end_user","account":"1234","fund_account":"fa-5","currency":"USD"})");
  EXPECT_EQ(
      *told(answered(R"({"status":"AVAILABLE","currency":"USD","available":"7.5"})"), funds(Holder::Payer)),
      750);
  const Reply other = answered(R"({"status":"AVAILABLE","currency":"CNY","available":"7.5"})");
  for (const Reply& reply : {refused, unheard, other}) {
    EXPECT_EQ(told(reply, funds(Holder::Payer)).error().error, OrderError::PayQueryAvailableAmountFailed);
    EXPECT_EQ(told(reply, funds(Holder::EndUser)).error().error,
              OrderError::PayQueryAvailableEnduserAmountFailed);
  }
}

TEST(OutsidePayPage, IsAnAddress) {
  const auto page = [](Consultation& consultation) {
    return ask_pay_page(consultation, {.fund_account = "fa-5",
                                       .account = "1234",
                                       .commodity = "elb_post",
                                       .amount = "7.50",
                                       .currency = "USD"});
  };
  EXPECT_EQ(
      question_of(page),
      R"({"fund_account":"fa-5","account":"1234","commodity":"elb_post","amount":"7.50","currency":"USD"})");
  EXPECT_EQ(told(answered(R"({"status":"PAGE","url":"https://pay.example/1"})"), page)->url,
            "https://pay.example/1");
  for (const Reply& reply : {refused, unheard}) {
    EXPECT_EQ(told(reply, page).error().error, OrderError::PayResellerPayGetUrlError);
  }
}

auto decide(RiskQuestion::Event event) {
  return [event](Consultation& consultation) {
    return ask_risk(consultation, {.event = event, .account = "1234", .counters = {}, .instant = now});
  };
}

TEST(OutsideDecision, RejectsByTheRowOfItsPack) {
  using Event = RiskQuestion::Event;
  const std::tuple<Event, const char*, OrderError> cases[] = {
      {Event::Order, R"({"status":"REJECT"})", OrderError::RiskRiskControlRejection},
      {Event::Order, R"({"status":"REJECT","pack":"trade"})", OrderError::RiskRiskControlRejection},
      {Event::Payment, R"({"status":"REJECT"})", OrderError::PayBeforePayRiskRuleValidateFailed},
      {Event::Payment, R"({"status":"REJECT","pack":"before_pay"})",
       OrderError::PayBeforePayRiskRuleValidateFailed},
      {Event::Payment, R"({"status":"REJECT","pack":"payer"})", OrderError::PayRiskRejectForPayerAccount},
      {Event::Payment, R"({"status":"REJECT","pack":"trade"})", OrderError::PatRiskRejectForTradeData},
  };
  for (const auto& [event, body, error] : cases) {
    EXPECT_EQ(told(answered(body), decide(event)).error().error, error) << body;
  }
  EXPECT_TRUE(told(answered(R"({"status":"PASS"})"), decide(Event::Order)));
  EXPECT_TRUE(told(answered(R"({"status":"REVIEW"})"), decide(Event::Payment)));
}

TEST(OutsideDecision, ThatIsNotHeardPassesUnlessItIsSetToRefuse) {
  Plugged closed = all_seams;
  closed.risk_fails_closed = true;
  for (const Reply& reply : {refused, unheard}) {
    EXPECT_TRUE(told(reply, decide(RiskQuestion::Event::Order)));
    EXPECT_EQ(told(reply, decide(RiskQuestion::Event::Order), closed).error().error,
              OrderError::SystemSystemError);
  }
}

}  // namespace
}  // namespace sluice::commerce
