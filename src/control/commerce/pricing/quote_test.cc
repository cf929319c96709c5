#include "control/commerce/pricing/quote.h"

#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "control/commerce/pricing/default_plan.h"
#include "control/commerce/pricing/prorated_fee.h"

namespace sluice::commerce {
namespace {

using api::OrderError;

base::WallTime at(const char* time) {
  return *base::parse_iso8601(time);
}

Scaled scaled(const char* text) {
  return *parse_scaled(text);
}

PricingPlan a_plan(std::vector<Leaf> leaves, std::string version = "v7") {
  return {.version = std::move(version),
          .commodity = "elb_post",
          .currency = "USD",
          .valid_from = at("2024-06-01T00:00:00Z"),
          .leaves = std::move(leaves)};
}

Leaf a_leaf(std::vector<std::string> regions, const char* price) {
  return {std::move(regions), "elb.s2.medium", Cycle::Month, "InstanceMonth", {{0, {}, scaled(price)}}};
}

QuoteRequest a_request() {
  return {.commodity = "elb_post",
          .region = "cn-chengdu",
          .region_group = "core",
          .spec = "elb.s2.medium",
          .instant = at("2026-06-05T10:00:00Z")};
}

Quote priced(std::span<const PricingPlan> plans, const QuoteRequest& request) {
  auto made = quote(plans, request);
  EXPECT_TRUE(made) << made.error().hint;
  return *std::move(made);
}

Quote priced(const PricingPlan& plan, const QuoteRequest& request) {
  return priced(std::span(&plan, 1), request);
}

TEST(Quote, SaysWhatOneCycleCostsAndWhereThatIsWritten) {
  const auto plan = parse_plan(default_elb_post_plan_document(), "v7");
  ASSERT_TRUE(plan);
  const Quote by_month = priced(*plan, a_request());
  EXPECT_EQ(by_month, (Quote{.commodity = "elb_post",
                             .plan = "v7",
                             .priced_at = at("2026-06-05T10:00:00Z"),
                             .region = "*",
                             .spec = "elb.s2.medium",
                             .cycle = Cycle::Month,
                             .unit = "InstanceMonth",
                             .currency = "USD",
                             .quantity = 1,
                             .lines = {{0, 1, 52 * scaled_one, 5200}},
                             .list = 5200,
                             .discount = 0,
                             .trade = 5200}));
  EXPECT_EQ(by_month.unit_price(), 52 * scaled_one);
  QuoteRequest request = a_request();
  request.cycle = Cycle::Hour;
  const Quote by_hour = priced(*plan, request);
  EXPECT_EQ(by_hour.unit, "InstanceHour");
  EXPECT_EQ(by_hour.unit_price(), scaled("0.07222222"));
  EXPECT_EQ(by_hour.list, 7);
}

TEST(Quote, TakesTheMostSpecificRegion) {
  const Leaf all = a_leaf({"*"}, "50"), group = a_leaf({"edge", "core"}, "60"),
             id = a_leaf({"cn-wuhan", "cn-chengdu"}, "70");
  struct Case {
    std::vector<Leaf> leaves;
    const char* region;
    Minor list;
  };
  const Case cases[] = {
      {{all}, "*", 5000},
      {{all, group}, "core", 6000},
      {{group, all}, "core", 6000},
      {{all, group, id}, "cn-chengdu", 7000},
      {{id, all}, "cn-chengdu", 7000},
      {{a_leaf({"cn-chengdu", "core", "*"}, "40")}, "cn-chengdu", 4000},
  };
  for (const Case& c : cases) {
    const Quote made = priced(a_plan(c.leaves), a_request());
    EXPECT_EQ(made.region, c.region);
    EXPECT_EQ(made.list, c.list);
  }
  QuoteRequest elsewhere = a_request();
  elsewhere.region = "cn-nowhere";
  elsewhere.region_group = "";
  EXPECT_EQ(priced(a_plan({id, group, all}), elsewhere).list, 5000);
}

TEST(Quote, OfTwoDiscountsTheOneCountsThatLeavesLessToPay) {
  struct Case {
    const char* account;
    const char* promotion;  // null for none
    Minor trade;
    Quote::DiscountBy by;
  };
  const Case cases[] = {
      {"1", nullptr, 5200, Quote::DiscountBy::None},
      {"0.9", nullptr, 4680, Quote::DiscountBy::Account},
      {"1", "0.8", 4160, Quote::DiscountBy::Promotion},
      {"0.9", "0.8", 4160, Quote::DiscountBy::Promotion},
      {"0.7", "0.8", 3640, Quote::DiscountBy::Account},
      {"0.8", "0.8", 4160, Quote::DiscountBy::Account},
      {"1", "1", 5200, Quote::DiscountBy::None},
      {"0", "0.8", 0, Quote::DiscountBy::Account},
      // 17.33316 is rounded.
      {"0.33333", nullptr, 1733, Quote::DiscountBy::Account},
  };
  for (const Case& c : cases) {
    PricingPlan plan = a_plan({a_leaf({"*"}, "52")});
    if (c.promotion != nullptr) plan.promotion = Promotion{"autumn", scaled(c.promotion)};
    QuoteRequest request = a_request();
    request.account_share = scaled(c.account);
    const Quote made = priced(plan, request);
    EXPECT_EQ(made.list, 5200);
    EXPECT_EQ(made.trade, c.trade) << c.account;
    EXPECT_EQ(made.discount, 5200 - c.trade);
    EXPECT_EQ(made.discount_by, c.by);
    EXPECT_EQ(made.promotion, c.by == Quote::DiscountBy::Promotion ? "autumn" : "");
  }
}

TEST(Quote, PricesEachOneInItsOwnTier) {
  Leaf leaf = a_leaf({"*"}, "0");
  leaf.tiers = {{0, 10, scaled("60")}, {10, 100, scaled("50.005")}, {100, {}, scaled("40")}};
  const PricingPlan plan = a_plan({leaf});
  const std::pair<int64_t, std::vector<QuoteLine>> cases[] = {
      {1, {{0, 1, scaled("60"), 6000}}},
      {10, {{0, 10, scaled("60"), 60000}}},
      {11, {{0, 10, scaled("60"), 60000}, {10, 1, scaled("50.005"), 5001}}},
      {150,
       {{0, 10, scaled("60"), 60000}, {10, 90, scaled("50.005"), 450045}, {100, 50, scaled("40"), 200000}}},
  };
  for (const auto& [quantity, lines] : cases) {
    QuoteRequest request = a_request();
    request.quantity = quantity;
    const Quote made = priced(plan, request);
    EXPECT_EQ(made.lines, lines) << quantity;
    Minor sum = 0;
    for (const QuoteLine& line : lines) sum += line.amount;
    EXPECT_EQ(made.list, sum);
  }
}

struct World {
  std::vector<PricingPlan> plans = {a_plan({a_leaf({"*"}, "52")})};
  QuoteRequest request = a_request();
};

TEST(Quote, EveryRefusalSaysWhatCameAndWhatIsAccepted) {
  struct Case {
    std::function<void(World&)> change;
    OrderError error;
    const char* hint;
  };
  const Case cases[] = {
      {[](World& w) { w.request.quantity = 0; }, OrderError::OrderQuantityInvalid,
       "received a quantity of 0; accepted: 1 to 1000000000"},
      {[](World& w) { w.request.quantity = priced_quantity_max + 1; }, OrderError::OrderQuantityInvalid,
       "received a quantity of 1000000001; accepted: 1 to 1000000000"},
      {[](World& w) { w.plans.clear(); }, OrderError::PricePricingPlanNotFound,
       "received the commodity \"elb_post\"; accepted: one with a pricing plan, and it has none"},
      {[](World& w) { w.plans[0].commodity = "elb_plan"; }, OrderError::PricePricingPlanNotFound,
       "received the commodity \"elb_post\"; accepted: one with a pricing plan, and it has none"},
      {[](World& w) { w.plans[0].valid_to = at("2026-06-05T10:00:00Z"); },
       OrderError::PriceRatingGetRatingpricingPlan,
       "received an order at 2026-06-05T10:00:00Z; accepted: a time at which a plan is in force: v7 from "
       "2024-06-01T00:00:00Z to 2026-06-05T10:00:00Z"},
      {[](World& w) { w.plans[0].valid_from = at("2026-06-05T10:00:01Z"); },
       OrderError::PriceRatingGetRatingpricingPlan,
       "received an order at 2026-06-05T10:00:00Z; accepted: a time at which a plan is in force: v7 from "
       "2026-06-05T10:00:01Z on"},
      {[](World& w) { w.plans.push_back(a_plan({a_leaf({"*"}, "53")}, "v8")); },
       OrderError::PriceRatingGetRatingpricingPlan,
       "received an order at 2026-06-05T10:00:00Z; accepted: a time at which one plan is in force, and these "
       "are: v7 from 2024-06-01T00:00:00Z on, v8 from 2024-06-01T00:00:00Z on"},
      {[](World& w) {
         w.plans[0].leaves[0].tiers = {{0, 100, 5200}, {50, 200, 5200}};
       },
       OrderError::PricePatingConfigError,
       "plan v7: elb.s2.medium by Month: the tier from 50 overlaps the one before it, which ends at 100"},
      {[](World& w) {
         w.plans[0].leaves[0].tiers = {{0, 100, 5200}, {150, {}, 5200}};
       },
       OrderError::PricePatingConfigError,
       "plan v7: elb.s2.medium by Month: the tier from 150 leaves a gap: there is no price from 100 on"},
      {[](World& w) { w.plans[0].leaves[0].tiers.clear(); }, OrderError::PricePatingConfigError,
       "plan v7: elb.s2.medium by Month: there is no price"},
      {[](World& w) { w.plans[0].leaves[0].tiers[0].price = -1; }, OrderError::PricePatingConfigError,
       "plan v7: elb.s2.medium by Month: the tier from 0 has a price below zero, -0.00000001"},
      {[](World& w) { w.plans[0].leaves[0].unit = "GB"; }, OrderError::PricePatingConfigError,
       "plan v7: elb.s2.medium by Month: the unit of a price by Month is InstanceMonth, not \"GB\""},
      {[](World& w) { w.plans[0].currency = "XTS"; }, OrderError::PricePatingConfigError,
       "plan v7: there is no currency \"XTS\""},
      {[](World& w) {
         w.plans[0].leaves.push_back(a_leaf({"core", "*"}, "53"));
         w.request.region_group = "";
       },
       OrderError::PricePatingConfigError,
       "plan v7 has two prices of \"elb.s2.medium\" by Month for \"*\"; accepted: one"},
      {[](World& w) {
         w.plans[0].leaves[0].tiers[0].price = INT64_MAX;
         w.request.quantity = priced_quantity_max;
       },
       OrderError::PricePatingConfigError,
       "plan v7: the price of 1000000000 elb.s2.medium is more than accepted: 10000000000000.00"},
      {[](World& w) { w.request.spec = "elb.s1.small"; }, OrderError::PricePricingPlanResultNotFound,
       "received \"elb.s1.small\" by Month in \"cn-chengdu\"; accepted: what plan v7 has a price for"},
      {[](World& w) { w.request.cycle = Cycle::Hour; }, OrderError::PricePricingPlanResultNotFound,
       "received \"elb.s2.medium\" by Hour in \"cn-chengdu\"; accepted: what plan v7 has a price for"},
      {[](World& w) {
         w.plans[0].leaves[0].regions = {"cn-wuhan", "edge"};
       },
       OrderError::PricePricingPlanResultNotFound,
       "received \"elb.s2.medium\" by Month in \"cn-chengdu\"; accepted: what plan v7 has a price for"},
      {[](World& w) { w.plans[0].leaves.clear(); }, OrderError::PricePricingPlanResultNotFound,
       "received \"elb.s2.medium\" by Month in \"cn-chengdu\"; accepted: what plan v7 has a price for"},
  };
  for (const Case& c : cases) {
    World world;
    c.change(world);
    const auto made = quote(world.plans, world.request);
    ASSERT_FALSE(made) << c.hint;
    EXPECT_EQ(made.error(), (Refusal{c.error, "", c.hint})) << made.error().hint;
  }
}

TEST(Quote, OfTwoThingsWrongTheEarlierRowIsTold) {
  // In the order of the precedence list. What is inconsistent is a leaf that was found, so the last two
  // cannot both be true: then the earlier one has no cause.
  const std::pair<OrderError, std::function<void(World&)>> faults[] = {
      {OrderError::PricePricingPlanNotFound, [](World& w) { w.plans[0].commodity = "elb_plan"; }},
      {OrderError::PriceRatingGetRatingpricingPlan,
       [](World& w) { w.plans[0].valid_to = at("2026-06-05T00:00:00Z"); }},
      {OrderError::PricePatingConfigError, [](World& w) { w.plans[0].leaves[0].unit = "GB"; }},
      {OrderError::PricePricingPlanResultNotFound, [](World& w) { w.plans[0].leaves.clear(); }},
  };
  for (size_t first = 0; first < std::size(faults); ++first) {
    for (size_t second = first; second < std::size(faults); ++second) {
      World world;
      faults[first].second(world);
      faults[second].second(world);
      const auto made = quote(world.plans, world.request);
      ASSERT_FALSE(made);
      EXPECT_EQ(made.error().error, first == 2 ? faults[second].first : faults[first].first)
          << first << " " << second;
    }
  }
}

TEST(Quote, AFaultyLeafThatIsNotAskedForDoesNotMatter) {
  Leaf faulty = a_leaf({"core"}, "60");
  faulty.unit = "GB";
  const PricingPlan plan = a_plan({a_leaf({"*"}, "52"), faulty});
  QuoteRequest request = a_request();
  ASSERT_FALSE(quote({&plan, 1}, request));
  request.region_group = "edge";
  EXPECT_EQ(priced(plan, request).list, 5200);
}

TEST(Quote, AVersionThatFollowsAnotherTakesOverAtItsFirstInstant) {
  std::vector<PricingPlan> plans = {a_plan({a_leaf({"*"}, "52")}, "v7"), a_plan({a_leaf({"*"}, "53")}, "v8")};
  plans[0].valid_to = plans[1].valid_from = at("2026-06-05T10:00:00Z");
  QuoteRequest request = a_request();
  EXPECT_EQ(priced(plans, request).plan, "v8");
  request.instant -= std::chrono::milliseconds(1);
  EXPECT_EQ(priced(plans, request).plan, "v7");
  EXPECT_EQ(priced(plans, request).priced_at, at("2026-06-05T09:59:59Z"));
}

TEST(Quote, ReadsBackAsWhatWasStored) {
  PricingPlan plan = a_plan({a_leaf({"*"}, "52.12345678")});
  plan.promotion = Promotion{"Herbst \"26\", 测试", scaled("0.33333333")};
  plan.leaves[0].tiers = {{0, 10, scaled("60.00000001")}, {10, {}, scaled("0")}};
  QuoteRequest request = a_request();
  request.quantity = 25;
  for (const char* currency : {"USD", "JPY"}) {
    plan.currency = currency;
    const Quote made = priced(plan, request);
    const auto stored = parse_quote(print_quote(made));
    ASSERT_TRUE(stored) << stored.error().field << " " << stored.error().message;
    EXPECT_EQ(*stored, made);
  }
}

TEST(Quote, ThatDoesNotAddUpIsNotRead) {
  const std::string stored = print_quote(priced(a_plan({a_leaf({"*"}, "52")}), a_request()));
  struct Case {
    const char* from;
    const char* to;
    const char* field;
    const char* message;
  };
  const Case cases[] = {
      {R"("Amount":"52.00")", R"("Amount":"52.01")", "ListPrice",
       "received \"52.00\"; accepted: the sum of the lines, 52.01"},
      {R"("Quantity":1,"Lines")", R"("Quantity":2,"Lines")", "Quantity",
       "received 2; accepted: the sum of the lines, 1"},
      {R"("Discount":"0.00")", R"("Discount":"1.00")", "TradePrice",
       "received \"52.00\"; accepted: ListPrice less Discount, 51.00"},
      {R"([{"From":0,"Quantity":1,"UnitPrice":"52","Amount":"52.00"}])", "[]", "Lines",
       "is missing or empty; accepted: one line at least"},
      {R"("UnitPrice":"52")", R"("UnitPrice":"-52")", "Lines[0].UnitPrice",
       "received \"-52\"; accepted: a text with a number from 0 to 92233720368.54775807, at most 8 digits "
       "behind the point"},
      {R"("Cycle":"Month")", R"("Cycle":"Day")", "Cycle", "received \"Day\"; accepted: Month, Hour"},
      {R"("DiscountBy":"None")", R"("DiscountBy":"Both")", "DiscountBy",
       "received \"Both\"; accepted: None, Account, Promotion"},
      {R"("Plan":"v7",)", "", "Plan", "is missing; accepted: a text"},
  };
  for (const Case& c : cases) {
    std::string text = stored;
    ASSERT_NE(text.find(c.from), text.npos) << text;
    const auto read = parse_quote(text.replace(text.find(c.from), std::string_view(c.from).size(), c.to));
    ASSERT_FALSE(read) << c.to;
    EXPECT_EQ(read.error().field, c.field);
    EXPECT_EQ(read.error().message, c.message);
  }
}

// One random change of a catalogue.
void edit(std::vector<PricingPlan>& plans, std::mt19937_64& random) {
  const auto below = [&](size_t count) { return static_cast<size_t>(random() % count); };
  PricingPlan& plan = plans[below(plans.size())];
  switch (below(6)) {
    case 0:
      for (Leaf& leaf : plan.leaves) leaf.tiers[0].price = static_cast<Scaled>(below(100) * scaled_one);
      return;
    case 1:
      plan.promotion = Promotion{"p" + std::to_string(below(9)), static_cast<Scaled>(below(scaled_one))};
      return;
    case 2:
      if (!plan.leaves.empty()) plan.leaves.erase(plan.leaves.begin());
      return;
    case 3:
      plan.currency = below(2) == 0 ? "JPY" : "USD";
      return;
    case 4:
      plan.valid_to = at("2026-06-05T10:00:00Z");
      return;
    default:
      plans.push_back(a_plan({a_leaf({"*"}, "99")}, "v" + std::to_string(100 + below(900))));
  }
}

// L10 of the commerce fact sheet.
TEST(Quote, NoChangeOfPlansReachesAnOrderThatHasIt) {
  std::mt19937_64 random(20261125);
  int seen_by_new_orders = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<PricingPlan> plans = {a_plan({a_leaf({"*"}, "52"), a_leaf({"core"}, "60")})};
    const QuoteRequest request = a_request();
    const Quote before = priced(plans, request);
    const auto fee = prorated_fee(before, {26, 30});
    const std::string stored = print_quote(before);
    for (int edits = 0; edits < 5; ++edits) edit(plans, random);
    const auto after = parse_quote(stored);
    ASSERT_TRUE(after);
    EXPECT_EQ(*after, before);
    EXPECT_EQ(prorated_fee(*after, {26, 30}), fee);
    const auto anew = quote(plans, request);
    if (!anew || !(*anew == before)) ++seen_by_new_orders;
  }
  EXPECT_GT(seen_by_new_orders, 250);
}

}  // namespace
}  // namespace sluice::commerce
