#include <gtest/gtest.h>

#include "control/commerce/rules/exchange_rate.h"
#include "control/commerce/rules/order_constraint.h"
#include "control/commerce/rules/platform.h"
#include "control/commerce/rules/risk_rule.h"
#include "control/commerce/rules/sale_rule.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

std::optional<Fact> order(std::string_view attribute) {
  if (attribute == "spec") return std::string("elb.s3.small");
  if (attribute == "region") return std::string("cn-beijing-telecom");
  if (attribute == "payable") return int64_t{52} * scaled_one;
  return std::nullopt;
}

const base::WallTime now = *base::parse_iso8601("2026-08-12T12:00:00Z");

// "sold", or the row's name in short and the rule that decided.
std::string sale(std::vector<const char*> documents) {
  std::vector<SaleRule> rules;
  for (const char* document : documents) rules.push_back(*parse_sale_rule(document));
  std::sort(rules.begin(), rules.end(), comes_before);
  const auto refusal = check_sale_rules(rules, "elb_post", now, order);
  if (!refusal) return "sold";
  return refusal->error == OrderError::SystemSaleValidateFailed ? "fault" : "denied";
}

TEST(SaleRule, TheFirstOneThatHoldsDecides) {
  const char* deny_3 = R"({"Name":"a","Priority":3,"Effect":"Deny","Condition":"spec startsWith 'elb.s3'"})";
  const char* allow_2 = R"({"Name":"b","Priority":2,"Effect":"Allow","Condition":"region like 'cn-*'"})";
  const char* fault_5 =
      R"({"Name":"c","Priority":5,"Effect":"Allow","Condition":"payable > 'many'","Strict":false})";
  const char* unreadable_1 =
      R"({"Name":"d","Priority":1,"Effect":"Allow","Condition":"spec = 'x'","Strict":false})";
  EXPECT_EQ(sale({}), "sold") << "by default what is in the catalogue is sold";
  EXPECT_EQ(sale({deny_3}), "denied");
  EXPECT_EQ(sale({deny_3, allow_2}), "sold");
  EXPECT_EQ(sale({fault_5}), "fault") << "a faulty rule closes the sale";
  EXPECT_EQ(sale({fault_5, deny_3}), "denied");
  EXPECT_EQ(sale({unreadable_1, allow_2}), "fault");
  EXPECT_EQ(sale({R"({"Name":"a","Priority":1,"Effect":"Deny","Commodity":"elb_plan"})"}), "sold");
  EXPECT_EQ(sale({R"({"Name":"a","Priority":1,"Effect":"Deny"})"}), "denied");
}

TEST(SaleRule, IsInForceFromOneTimeToAnother) {
  EXPECT_EQ(sale({R"({"Name":"a","Priority":1,"Effect":"Deny","From":"2026-08-12T12:00:00Z"})"}), "denied");
  EXPECT_EQ(sale({R"({"Name":"a","Priority":1,"Effect":"Deny","From":"2026-08-12T12:00:01Z"})"}), "sold");
  EXPECT_EQ(sale({R"({"Name":"a","Priority":1,"Effect":"Deny","To":"2026-08-12T12:00:00Z"})"}), "sold");
}

TEST(SaleRule, OfEqualPriorityTheNameDecides) {
  EXPECT_EQ(
      sale({R"({"Name":"b","Priority":1,"Effect":"Deny"})", R"({"Name":"a","Priority":1,"Effect":"Allow"})"}),
      "sold");
}

TEST(OrderConstraint, HoldsWhereverItApplies) {
  const auto broken = [](const char* document) {
    const std::vector<OrderConstraint> constraints{*parse_order_constraint(document)};
    return check_order_constraints(constraints, order).has_value();
  };
  EXPECT_TRUE(broken(R"({"Name":"a","When":"region like 'cn-*'","Require":"payable > 100"})"));
  EXPECT_FALSE(broken(R"({"Name":"a","When":"region like 'cn-*'","Require":"payable > 50"})"));
  EXPECT_FALSE(broken(R"({"Name":"a","When":"region like 'us-*'","Require":"payable > 100"})"));
  EXPECT_TRUE(broken(R"({"Name":"a","Require":"nobody.knows"})")) << "what has no result is broken";
  EXPECT_TRUE(broken(R"({"Name":"a","When":"nobody.knows","Require":"true"})"));
}

std::optional<OrderError> risk(std::vector<const char*> documents, RiskPack pack, int64_t came) {
  std::vector<RiskRule> rules;
  for (const char* document : documents) rules.push_back(*parse_risk_rule(document));
  const auto refusal = check_risk(rules, pack, order, [&](const RiskRule&) { return came; });
  return refusal ? std::optional(refusal->error) : std::nullopt;
}

TEST(RiskRule, RejectsWithTheRowOfItsPack) {
  const std::tuple<const char*, RiskPack, OrderError> cases[] = {
      {R"({"Name":"a","Pack":"order"})", RiskPack::Order, OrderError::RiskRiskControlRejection},
      {R"({"Name":"a","Pack":"before_pay"})", RiskPack::BeforePay,
       OrderError::PayBeforePayRiskRuleValidateFailed},
      {R"({"Name":"a","Pack":"payer"})", RiskPack::Payer, OrderError::PayRiskRejectForPayerAccount},
      {R"({"Name":"a","Pack":"trade","Condition":"payable > 50.00"})", RiskPack::Trade,
       OrderError::PatRiskRejectForTradeData},
  };
  for (const auto& [document, pack, error] : cases) EXPECT_EQ(risk({document}, pack, 0), error) << document;
  EXPECT_FALSE(risk({R"({"Name":"a","Pack":"payer"})"}, RiskPack::Trade, 0));
  EXPECT_FALSE(risk({R"({"Name":"a","Pack":"trade","Condition":"payable > 52"})"}, RiskPack::Trade, 0));
  EXPECT_FALSE(risk({R"({"Name":"a","Pack":"trade","Action":"REVIEW"})"}, RiskPack::Trade, 0));
  EXPECT_FALSE(risk({R"({"Name":"a","Pack":"trade","Condition":"nobody.knows"})"}, RiskPack::Trade, 0));
}

TEST(RiskRule, WithALimitLetsSoManyPassInItsWindow) {
  const char* ten = R"({"Name":"a","Pack":"order","Subject":"account","WindowSeconds":600,"Limit":10})";
  EXPECT_FALSE(risk({ten}, RiskPack::Order, 9));
  EXPECT_TRUE(risk({ten}, RiskPack::Order, 10));
}

TEST(ExchangeRate, TheOneInForceIsFoundAndOfSeveralTheNewest) {
  const std::vector<ExchangeRate> rates{
      *parse_exchange_rate(R"({"From":"USD","To":"HKD","Rate":"7.70","ValidFrom":"2026-01-01T00:00:00Z"})"),
      *parse_exchange_rate(R"({"From":"USD","To":"HKD","Rate":"7.78","ValidFrom":"2026-08-01T00:00:00Z"})"),
      *parse_exchange_rate(
          R"({"From":"USD","To":"HKD","Rate":"9","ValidFrom":"2026-08-02T00:00:00Z","ValidTo":"2026-08-03T00:00:00Z"})"),
      *parse_exchange_rate(R"({"From":"USD","To":"XTS","Rate":"2"})")};
  EXPECT_EQ(find_rate(rates, "USD", "HKD", now)->rate, *parse_scaled("7.78"));
  EXPECT_EQ(find_rate(rates, "USD", "XTS", now)->rate, *parse_scaled("2"));
  EXPECT_EQ(find_rate(rates, "HKD", "USD", now), nullptr);
}

TEST(Rules, ThatMakeNoSenseAreRefusedByTheirField) {
  struct Case {
    DocumentError error;
    const char* field;
  };
  const auto error_of = [](auto parsed) {
    return parsed ? DocumentError{"none", ""} : std::move(parsed).error();
  };
  const Case cases[] = {
      {error_of(parse_sale_rule(R"({"Priority":1,"Effect":"Deny"})")), "Name"},
      {error_of(parse_sale_rule(R"({"Name":"a","Priority":-1,"Effect":"Deny"})")), "Priority"},
      {error_of(parse_sale_rule(R"({"Name":"a","Priority":1,"Effect":"Maybe"})")), "Effect"},
      {error_of(parse_sale_rule(R"({"Name":"a","Priority":1,"Effect":"Deny","Condition":"spec ="})")),
       "Condition"},
      {error_of(parse_sale_rule(
           R"({"Name":"a","Priority":1,"Effect":"Deny","From":"2026-01-02T00:00:00Z","To":"2026-01-02T00:00:00Z"})")),
       "To"},
      {error_of(parse_order_constraint(R"({"Name":"a"})")), "Require"},
      {error_of(parse_risk_rule(R"({"Name":"a","Pack":"other"})")), "Pack"},
      {error_of(parse_risk_rule(R"({"Name":"a","Pack":"order","Limit":3})")), "WindowSeconds"},
      {error_of(parse_risk_rule(R"({"Name":"a","Pack":"order","WindowSeconds":0})")), "WindowSeconds"},
      {error_of(parse_exchange_rate(R"({"From":"USD","To":"USD","Rate":"1"})")), "To"},
      {error_of(parse_exchange_rate(R"({"From":"usd","To":"HKD","Rate":"1"})")), "From"},
      {error_of(parse_exchange_rate(R"({"From":"USD","To":"HKD","Rate":"0"})")), "Rate"},
      {error_of(parse_node_profile(R"({"Tier":"edge"})")), "EnsRegionId"},
      {error_of(parse_platform(R"({"OpenOrdersMax":0})")), "OpenOrdersMax"},
  };
  for (const Case& c : cases) EXPECT_EQ(c.error.field, c.field) << c.error.message;
}

}  // namespace
}  // namespace sluice::commerce
