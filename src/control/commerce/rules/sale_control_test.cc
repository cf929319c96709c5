#include "control/commerce/rules/sale_control.h"

#include <gtest/gtest.h>

#include "control/commerce/rules/sale_rule.h"

namespace sluice::commerce {
namespace {

SaleControl read(const std::string& members) {
  const auto rule = parse_sale_rule(
      R"({"Name":"a","Priority":1,"Effect":"Deny","Control":{"OrderType":"Buy",)" + members + "}}");
  EXPECT_TRUE(rule) << (rule ? "" : rule.error().field + " " + rule.error().message);
  return rule ? *rule->control : SaleControl{};
}

std::string fault_of(const std::string& document) {
  const auto rule = parse_sale_rule(document);
  return rule ? "" : rule.error().field;
}

using Order = std::map<std::string, Fact>;

bool is_closed(const SaleControl& control, Order order) {
  order.try_emplace("order_type", std::string("Buy"));
  return closes(control, [&](std::string_view name) -> std::optional<Fact> {
    const auto found = order.find(std::string(name));
    return found == order.end() ? std::nullopt : std::optional(found->second);
  });
}

Order spec(const char* value) {
  return {{"spec", std::string(value)}};
}

TEST(SaleControl, SaysWhichValuesAreSold) {
  const SaleControl in = read(R"("Module":"spec","Operator":"In","Values":["a","b"])");
  EXPECT_FALSE(is_closed(in, spec("b")));
  EXPECT_TRUE(is_closed(in, spec("c")));
  EXPECT_TRUE(is_closed(in, {})) << "a module without a value is ''";
  const SaleControl not_in = read(R"("Module":"spec","Operator":"NotIn","Values":["a","b"])");
  EXPECT_TRUE(is_closed(not_in, spec("b")));
  EXPECT_FALSE(is_closed(not_in, spec("c")));
  EXPECT_FALSE(is_closed(not_in, {}));
}

TEST(SaleControl, BetweenIsOfNumbersAndHoldsItsEnds) {
  const SaleControl between = read(R"("Module":"period","Operator":"Between","Min":"1","Max":"12.5")");
  const auto period = [&](const char* value) { return is_closed(between, {{"period", std::string(value)}}); };
  EXPECT_FALSE(period("1"));
  EXPECT_FALSE(period("12.5"));
  EXPECT_TRUE(period("0.99999999"));
  EXPECT_TRUE(period("12.50000001"));
  EXPECT_TRUE(period("many"));
  EXPECT_TRUE(period(""));
  EXPECT_FALSE(is_closed(between, {{"period", int64_t{2} * scaled_one}})) << "a number is one, too";
}

TEST(SaleControl, IsAboutItsOrderTypeAccountAndCondition) {
  const SaleControl control = read(
      R"("Module":"spec","Operator":"In","Values":["a"],"AccountId":"1","When":{"Module":"region","Value":"r"})");
  Order order = {{"spec", std::string("b")}, {"account.id", std::string("1")}, {"region", std::string("r")}};
  EXPECT_TRUE(is_closed(control, order));
  for (const char* other : {"order_type", "account.id", "region"}) {
    Order changed = order;
    changed.insert_or_assign(other, Fact(std::string("other")));
    EXPECT_FALSE(is_closed(control, changed)) << other;
  }
}

TEST(SaleControl, ReadsAsItIsPrinted) {
  for (
      const char* members :
      {R"("Module":"spec","Operator":"NotIn","Values":["a"],"AccountId":"1","Description":"why")",
       R"("Module":"period","Operator":"Between","Min":"-1","Max":"2.5","When":{"Module":"m","Value":"v"})"}) {
    const SaleControl control = read(members);
    const auto again = parse_sale_rule(json::print(
        json::Value{{"Name", "a"}, {"Priority", 1}, {"Effect", "Deny"}, {"Control", to_json(control)}}));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again->control, control);
  }
}

TEST(SaleControl, ADocumentThatMakesNoSenseIsRefusedByItsMember) {
  const auto with = [](const std::string& members, const std::string& effect = "Deny",
                       const std::string& more = "") {
    return R"({"Name":"a","Priority":1,"Effect":")" + effect + "\"" + more + R"(,"Control":{)" + members +
           "}}";
  };
  const std::string good = R"("OrderType":"Buy","Module":"spec","Operator":"In","Values":["a"])";
  EXPECT_EQ(fault_of(with(good)), "");
  EXPECT_EQ(fault_of(with(good, "Allow")), "Effect");
  EXPECT_EQ(fault_of(with(good, "Deny", R"(,"Condition":"true")")), "Condition");
  EXPECT_EQ(fault_of(with(good + R"(,"Moon":1)")), "Control.Moon");
  EXPECT_EQ(fault_of(with(R"("OrderType":"Steal","Module":"spec","Operator":"In","Values":["a"])")),
            "Control.OrderType");
  EXPECT_EQ(fault_of(with(R"("OrderType":"Buy","Module":"spec","Operator":"In","Values":[])")),
            "Control.Values");
  EXPECT_EQ(fault_of(with(R"("OrderType":"Buy","Module":"spec","Operator":"Between","Min":"2","Max":"1")")),
            "Control.Max");
  EXPECT_EQ(fault_of(with(R"("OrderType":"Buy","Module":"spec","Operator":"Between","Min":"2")")),
            "Control.Max");
}

}  // namespace
}  // namespace sluice::commerce
