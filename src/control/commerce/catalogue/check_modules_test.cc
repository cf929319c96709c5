#include "control/commerce/catalogue/check_modules.h"

#include <functional>

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

using api::OrderError;

// Sold in pairs up to four, by the month; big ones on core nodes only and never as InternetDR.
constexpr std::string_view sold_document = R"({
  "Code": "elb_post", "Product": "elb", "OrderTypes": ["Buy", "Refund"], "PayModes": ["BALANCE"],
  "MinQuantity": 2, "MaxQuantity": 4, "Currency": "USD",
  "Modules": [
    {"Code": "spec", "Required": true, "Items": ["elb.s1.small", "elb.s3.small"]},
    {"Code": "region", "Required": true},
    {"Code": "billing_cycle", "Required": true, "Default": "Month", "Items": ["Month"]},
    {"Code": "period", "Items": ["1", "12"]},
    {"Code": "type", "Default": "CLB", "Items": ["CLB", "InternetDR"]},
    {"Code": "note"}
  ],
  "Constraints": [
    {"When": "spec like 'elb.s3.*'", "Require": "region.tier == 'core'"},
    {"When": "spec like 'elb.s3.*'", "Forbid": "type == 'InternetDR'"},
    {"Forbid": "note == 'never'"},
    {"When": "note == 'faulty'", "Require": "region.tier > 3"},
    {"When": "note == 'unknown' and account.level == 1", "Require": "true"},
    {"When": "note == 'few'", "Require": "quantity <= 2 and order_type == 'Buy'"}
  ]})";

struct Order {
  OrderType type = OrderType::Buy;
  RequestedModules modules = {{"spec", "elb.s1.small"}, {"region", "cn-chengdu"}};
  int64_t quantity = 2;
  std::string tier = "core";
};

Commodity commodity() {
  auto read = parse_commodity(sold_document);
  EXPECT_TRUE(read) << read.error().field << " " << read.error().message;
  return *std::move(read);
}

base::Result<Modules, Refusal> check(const Commodity* sold, const Order& order) {
  const Facts facts = [&](std::string_view attribute) -> std::optional<Fact> {
    if (attribute == "region.tier") return order.tier;
    return std::nullopt;
  };
  return check_modules(sold, order.type, order.modules, order.quantity, facts);
}

TEST(CheckModules, FillsInTheDefaults) {
  const Commodity sold = commodity();
  Order order;
  EXPECT_EQ(
      *check(&sold, order),
      (Modules{
          {"billing_cycle", "Month"}, {"region", "cn-chengdu"}, {"spec", "elb.s1.small"}, {"type", "CLB"}}));
  order.modules["type"] = "InternetDR";
  order.modules["period"] = "12";
  // Nothing was said about these two.
  order.modules["billing_cycle"] = "";
  order.modules["colour"] = std::nullopt;
  EXPECT_EQ(*check(&sold, order), (Modules{{"billing_cycle", "Month"},
                                           {"period", "12"},
                                           {"region", "cn-chengdu"},
                                           {"spec", "elb.s1.small"},
                                           {"type", "InternetDR"}}));
}

TEST(CheckModules, EveryRefusalSaysWhatCameAndWhatIsAccepted) {
  struct Case {
    std::function<void(Order&)> change;
    OrderError error;
    const char* hint;
  };
  const Case cases[] = {
      {[](Order& o) { o.modules["spec"] = "elb.s9.huge"; }, OrderError::CommodityInvalidItemCode,
       "spec: received \"elb.s9.huge\"; accepted: elb.s1.small, elb.s3.small"},
      {[](Order& o) { o.modules.erase("spec"); }, OrderError::OrderMissingModuleInfoError,
       "spec: received nothing, and there is no default; accepted: elb.s1.small, elb.s3.small"},
      {[](Order& o) { o.modules["region"] = ""; }, OrderError::OrderMissingModuleInfoError,
       "region: received nothing, and there is no default; accepted: any value"},
      {[](Order& o) { o.modules["colour"] = "red"; }, OrderError::CommodityInvalidComponent,
       "received the module \"colour\", which elb_post does not have; accepted: spec, region, billing_cycle, "
       "period, type, note"},
      {[](Order& o) { o.modules["type"] = "ALB"; }, OrderError::CommodityInvalidComponent,
       "type: received \"ALB\"; accepted: CLB, InternetDR"},
      {[](Order& o) {
         o.modules["spec"] = "elb.s3.small";
         o.tier = "edge";
       },
       OrderError::CommodityInvalidComponent,
       "received spec = \"elb.s3.small\", region.tier = \"edge\"; accepted only what meets: require "
       "region.tier == 'core' when spec like 'elb.s3.*'"},
      {[](Order& o) {
         o.modules["spec"] = "elb.s3.small";
         o.modules["type"] = "InternetDR";
       },
       OrderError::CommodityInvalidComponent,
       "received spec = \"elb.s3.small\", type = \"InternetDR\"; accepted only what meets: forbid type == "
       "'InternetDR' when spec like 'elb.s3.*'"},
      {[](Order& o) { o.modules["note"] = "never"; }, OrderError::CommodityInvalidComponent,
       "received note = \"never\"; accepted only what meets: forbid note == 'never'"},
      {[](Order& o) { o.modules["note"] = "faulty"; }, OrderError::CommodityInvalidComponent,
       "received note = \"faulty\", region.tier = \"core\"; no result (> does not go between a text and a "
       "number), accepted only with one: require region.tier > 3 when note == 'faulty'"},
      {[](Order& o) { o.modules["note"] = "unknown"; }, OrderError::CommodityInvalidComponent,
       "received note = \"unknown\"; no result (there is no attribute account.level), accepted only with "
       "one: "
       "require true when note == 'unknown' and account.level == 1"},
      {[](Order& o) {
         o.modules["note"] = "few";
         o.quantity = 3;
       },
       OrderError::CommodityInvalidComponent,
       "received note = \"few\", quantity = 3, order_type = \"Buy\"; accepted only what meets: require "
       "quantity <= 2 and order_type == 'Buy' when note == 'few'"},
      {[](Order& o) { o.type = OrderType::Renew; }, OrderError::SystemUnSupportOperationType,
       "received Renew of elb_post; accepted: Buy, Refund"},
      {[](Order& o) { o.modules["billing_cycle"] = "Hour"; }, OrderError::OrderPeriodInvalid,
       "billing_cycle: received \"Hour\"; accepted: Month"},
      {[](Order& o) { o.modules["period"] = "13"; }, OrderError::OrderPeriodInvalid,
       "period: received \"13\"; accepted: 1, 12"},
      {[](Order& o) { o.quantity = 1; }, OrderError::OrderQuantityInvalid,
       "received a quantity of 1; accepted: 2 to 4"},
      {[](Order& o) { o.quantity = 5; }, OrderError::OrderQuantityInvalid,
       "received a quantity of 5; accepted: 2 to 4"},
  };
  const Commodity sold = commodity();
  for (const Case& c : cases) {
    Order order;
    c.change(order);
    const auto modules = check(&sold, order);
    ASSERT_FALSE(modules) << c.hint;
    EXPECT_EQ(modules.error(), (Refusal{c.error, "", c.hint})) << modules.error().hint;
  }
}

TEST(CheckModules, OfTwoThingsWrongTheEarlierRowIsTold) {
  struct Fault {
    OrderError error;
    std::function<void(Order&)> cause;
  };
  // In the order of the precedence list; each touches something of its own, so that any two can be true.
  const Fault faults[] = {
      {OrderError::CommodityInvalidItemCode, [](Order& o) { o.modules["spec"] = "elb.s9.huge"; }},
      {OrderError::OrderMissingModuleInfoError, [](Order& o) { o.modules.erase("region"); }},
      {OrderError::CommodityInvalidComponent, [](Order& o) { o.modules["type"] = "ALB"; }},
      {OrderError::SystemUnSupportOperationType, [](Order& o) { o.type = OrderType::Renew; }},
      {OrderError::OrderPeriodInvalid, [](Order& o) { o.modules["billing_cycle"] = "Hour"; }},
      {OrderError::OrderQuantityInvalid, [](Order& o) { o.quantity = 9; }},
  };
  const Commodity sold = commodity();
  for (size_t first = 0; first < std::size(faults); ++first) {
    for (size_t second = first; second < std::size(faults); ++second) {
      Order order;
      faults[first].cause(order);
      faults[second].cause(order);
      const auto modules = check(&sold, order);
      ASSERT_FALSE(modules);
      EXPECT_EQ(modules.error().error, faults[first].error) << first << " " << second;
    }
  }
}

TEST(CheckModules, WithoutACommodityNoSpecIsAnItem) {
  const auto modules = check(nullptr, {});
  ASSERT_FALSE(modules);
  EXPECT_EQ(modules.error().error, OrderError::CommodityInvalidItemCode);
}

TEST(CheckModules, AWithdrawnCommodityIsNotSoldAnewButServed) {
  Commodity sold = commodity();
  sold.status = Commodity::Status::Withdrawn;
  sold.order_types.push_back(OrderType::Open);
  const std::pair<OrderType, bool> cases[] = {
      {OrderType::Buy, false}, {OrderType::Open, false}, {OrderType::Refund, true}};
  for (const auto& [type, is_accepted] : cases) {
    Order order;
    order.type = type;
    const auto modules = check(&sold, order);
    EXPECT_EQ(modules.has_value(), is_accepted) << to_text(type);
    if (modules) continue;
    EXPECT_EQ(modules.error().error, OrderError::SystemUnSupportOperationType);
  }
}

TEST(CheckModules, ADefaultThatIsNoItemAnyMoreIsRefusedLikeAValue) {
  Commodity sold = commodity();
  sold.modules[2].items = {"Hour"};
  const auto modules = check(&sold, {});
  ASSERT_FALSE(modules);
  EXPECT_EQ(modules.error().error, OrderError::OrderPeriodInvalid);
}

TEST(CheckModules, AHintIsBoundedWhateverIsOrdered) {
  Commodity sold = commodity();
  for (int i = 0; i < 900; ++i) sold.modules[0].items.push_back("elb.s" + std::to_string(i) + ".x");
  Order order;
  order.modules["spec"] = std::string(100'000, 'x');
  const auto modules = check(&sold, order);
  ASSERT_FALSE(modules);
  EXPECT_LT(modules.error().hint.size(), 1000U);
  EXPECT_TRUE(modules.error().hint.ends_with(" and 882 more")) << modules.error().hint;
}

}  // namespace
}  // namespace sluice::commerce
