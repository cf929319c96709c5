#include "control/commerce/pricing/plan.h"

#include <gtest/gtest.h>

#include "control/commerce/pricing/default_plan.h"
#include "control/commerce/pricing/plan_faults.h"

namespace sluice::commerce {
namespace {

// A document with every member; `replace` changes one piece of its text.
std::string document(std::string_view from = {}, std::string_view to = {}) {
  std::string text =
      R"({"Commodity":"elb_post","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z",)"
      R"("ValidTo":"2025-06-01T00:00:00Z","Promotion":{"Name":"autumn","Share":"0.9"},"Leaves":[)"
      R"({"Regions":["*"],"Spec":"elb.s2.medium","Cycle":"Month","Unit":"InstanceMonth","UnitPrice":"52"},)"
      R"({"Regions":["core","cn-chengdu"],"Spec":"elb.s2.medium","Cycle":"Hour","Unit":"InstanceHour",)"
      R"("Tiers":[{"From":0,"To":100,"Price":"0.08"},{"From":100,"Price":"0.07222222"}]}]})";
  if (from.empty()) return text;
  const size_t at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  return text.replace(at, from.size(), to);
}

PricingPlan read(std::string_view text) {
  auto plan = parse_plan(text, "v1");
  EXPECT_TRUE(plan) << plan.error().field << " " << plan.error().message;
  return *std::move(plan);
}

TEST(PricingPlan, IsReadFromItsDocument) {
  const PricingPlan expected{
      .version = "v1",
      .commodity = "elb_post",
      .currency = "USD",
      .valid_from = *base::parse_iso8601("2024-06-01T00:00:00Z"),
      .valid_to = base::parse_iso8601("2025-06-01T00:00:00Z"),
      .promotion = Promotion{"autumn", scaled_one / 10 * 9},
      .leaves = {
          {{"*"}, "elb.s2.medium", Cycle::Month, "InstanceMonth", {{0, std::nullopt, 52 * scaled_one}}},
          {{"core", "cn-chengdu"},
           "elb.s2.medium",
           Cycle::Hour,
           "InstanceHour",
           {{0, 100, 8'000'000}, {100, std::nullopt, 7'222'222}}}}};
  EXPECT_EQ(read(document()), expected);
}

TEST(PricingPlan, ReadsBackAsWhatWasPrinted) {
  for (const std::string& text : {document(), document(R"("ValidTo":"2025-06-01T00:00:00Z",)", ""),
                                  document(R"("Promotion":{"Name":"autumn","Share":"0.9"},)", ""),
                                  document(R"({"From":0,"To":100,"Price":"0.08"},)", ""),
                                  std::string(default_elb_post_plan_document())}) {
    const PricingPlan plan = read(text);
    EXPECT_EQ(read(print_plan(plan)), plan) << text;
  }
}

TEST(PricingPlan, MistakesInItsDocumentAreNamedByPlace) {
  struct Case {
    const char* from;
    const char* to;
    const char* field;
    const char* message;
  };
  const Case cases[] = {
      {R"("Commodity":"elb_post",)", "", "Commodity", "is missing; accepted: a text"},
      {R"("USD")", R"("XTS")", "Currency",
       "received \"XTS\"; accepted: CNY, EUR, GBP, HKD, IDR, JPY, KRW, MYR, SGD, THB, USD"},
      {R"("ValidFrom":"2024-06-01T00:00:00Z",)", "", "ValidFrom",
       "is missing; accepted: a time as YYYY-MM-DDThh:mm:ssZ"},
      {R"("ValidFrom":"2024-06-01T00:00:00Z")", R"("ValidFrom":"2025-06-01T00:00:00Z")", "ValidTo",
       "received \"2025-06-01T00:00:00Z\"; accepted: a time behind ValidFrom, 2025-06-01T00:00:00Z"},
      {R"("Name":"autumn",)", "", "Promotion.Name", "is missing; accepted: a text"},
      {R"("Share":"0.9")", R"("Share":"1.1")", "Promotion.Share",
       "received \"1.1\"; accepted: a text with a number from 0 to 1, at most 8 digits behind the point"},
      {R"(["*"])", "[]", "Leaves[0].Regions",
       "is missing or empty; accepted: a list of region ids, names of groups, or *"},
      {R"("cn-chengdu")", R"("core")", "Leaves[1].Regions[1]",
       "received \"core\"; accepted: texts of 1 to 64 bytes, each once"},
      {R"("cn-chengdu")", R"("")", "Leaves[1].Regions[1]",
       "received \"\"; accepted: texts of 1 to 64 bytes, each once"},
      {R"("Spec":"elb.s2.medium",)", "", "Leaves[0].Spec", "is missing; accepted: a text"},
      {R"("Cycle":"Month")", R"("Cycle":"Day")", "Leaves[0].Cycle",
       "received \"Day\"; accepted: Month, Hour"},
      {R"("Unit":"InstanceMonth",)", "", "Leaves[0].Unit", "is missing; accepted: a text"},
      {R"(,"UnitPrice":"52")", "", "Leaves[0].UnitPrice",
       "stands beside Tiers, or neither is there; accepted: one of the two"},
      {R"("UnitPrice":"52")", R"("UnitPrice":"52","Tiers":[])", "Leaves[0].UnitPrice",
       "stands beside Tiers, or neither is there; accepted: one of the two"},
      {R"("UnitPrice":"52")", R"("UnitPrice":"-52")", "Leaves[0].UnitPrice",
       "received \"-52\"; accepted: a text with a number from 0 to 92233720368.54775807, at most 8 digits "
       "behind the point"},
      {R"("UnitPrice":"52")", R"("UnitPrice":52)", "Leaves[0].UnitPrice",
       "received 52; accepted: a text with a number from 0 to 92233720368.54775807, at most 8 digits behind "
       "the point"},
      {R"("From":100)", R"("From":-1)", "Leaves[1].Tiers[1].From",
       "received -1; accepted: a whole number from 0 to 999999999"},
      {R"("To":100)", R"("To":0)", "Leaves[1].Tiers[0].To",
       "received 0; accepted: a whole number from 1 to 1000000000"},
      {R"("Price":"0.08")", R"("Price":"0.123456789")", "Leaves[1].Tiers[0].Price",
       "received \"0.123456789\"; accepted: a text with a number from 0 to 92233720368.54775807, at most 8 "
       "digits behind the point"},
      {R"("Promotion")", R"("Promotions")", "Promotions",
       "is not a member of this object; accepted: Commodity, Currency, Leaves, Promotion, ValidFrom, "
       "ValidTo"},
  };
  for (const Case& c : cases) {
    const auto plan = parse_plan(document(c.from, c.to), "v1");
    ASSERT_FALSE(plan) << c.from << " -> " << c.to;
    EXPECT_EQ(plan.error().field, c.field) << c.from << " -> " << c.to;
    EXPECT_EQ(plan.error().message, c.message) << c.from << " -> " << c.to;
  }
}

TEST(PricingPlan, HasABoundOnItsLists) {
  PricingPlan plan = read(document());
  const auto field = [&] {
    const auto again = parse_plan(print_plan(plan), "v1");
    return again ? std::string() : again.error().field;
  };
  plan.leaves[0].tiers.assign(leaf_tiers_max, Tier{1, 2, 0});
  EXPECT_EQ(field(), "");
  plan.leaves[0].tiers.assign(leaf_tiers_max + 1, Tier{1, 2, 0});
  EXPECT_EQ(field(), "Leaves[0].Tiers");
  plan = read(document());
  plan.leaves[1].regions.clear();
  for (size_t i = 0; i < leaf_regions_max; ++i) plan.leaves[1].regions.push_back("r" + std::to_string(i));
  EXPECT_EQ(field(), "");
  plan.leaves[1].regions.emplace_back("one more");
  EXPECT_EQ(field(), "Leaves[1].Regions");
  plan = read(document());
  plan.leaves[0].spec = std::string(plan_name_bytes_max + 1, 's');
  EXPECT_EQ(field(), "Leaves[0].Spec");
  const auto with_leaves = [](size_t count) {
    std::string text = R"({"Commodity":"a","Currency":"USD","ValidFrom":"2024-06-01T00:00:00Z","Leaves":[)";
    for (size_t i = 0; i < count; ++i) {
      text += i == 0 ? "" : ",";
      text += R"({"Regions":["*"],"Spec":"s","Cycle":"Hour","Unit":"u","UnitPrice":"1"})";
    }
    return parse_plan(text + "]}", "v1");
  };
  EXPECT_TRUE(with_leaves(leaves_max));
  ASSERT_FALSE(with_leaves(leaves_max + 1));
  EXPECT_EQ(with_leaves(leaves_max + 1).error().field, "Leaves");
}

TEST(PricingPlan, IsInForceFromItsFirstInstantUntilJustBeforeItsLast) {
  PricingPlan plan = read(document());
  const auto at = [&](const char* time) { return is_in_force(plan, *base::parse_iso8601(time)); };
  EXPECT_FALSE(at("2024-05-31T23:59:59Z"));
  EXPECT_TRUE(at("2024-06-01T00:00:00Z"));
  EXPECT_TRUE(at("2025-05-31T23:59:59Z"));
  EXPECT_FALSE(at("2025-06-01T00:00:00Z"));
  plan.valid_to.reset();
  EXPECT_TRUE(at("2525-06-01T00:00:00Z"));
}

TEST(PlanFaults, AreToldInSentencesWithTheirPlace) {
  struct Case {
    const char* from;
    const char* to;
    std::vector<std::string> faults;
  };
  const Case cases[] = {
      {"", "", {}},
      {R"("Unit":"InstanceMonth")",
       R"("Unit":"Fortnight")",
       {"Leaves[0] (elb.s2.medium, Month): the unit of a price by Month is InstanceMonth, not "
        "\"Fortnight\""}},
      {R"("Unit":"InstanceMonth")",
       R"("Unit":"InstanceHour")",
       {"Leaves[0] (elb.s2.medium, Month): the unit of a price by Month is InstanceMonth, not "
        "\"InstanceHour\""}},
      {R"([{"From":0,"To":100,"Price":"0.08"},{"From":100,"Price":"0.07222222"}])",
       "[]",
       {"Leaves[1] (elb.s2.medium, Hour): there is no price"}},
      {R"("From":100)",
       R"("From":50)",
       {"Leaves[1] (elb.s2.medium, Hour): the tier from 50 overlaps the one before it, which ends at 100"}},
      {R"("From":100)",
       R"("From":101)",
       {"Leaves[1] (elb.s2.medium, Hour): the tier from 101 leaves a gap: there is no price from 100 on"}},
      {R"("From":0)",
       R"("From":1)",
       {"Leaves[1] (elb.s2.medium, Hour): the tier from 1 leaves a gap: there is no price from 0 on"}},
      {R"("To":100,)",
       "",
       {"Leaves[1] (elb.s2.medium, Hour): the tier from 100 overlaps the one before it, which has no end"}},
      {R"("From":100)",
       R"("From":100,"To":200)",
       {"Leaves[1] (elb.s2.medium, Hour): there is no price from 200 on"}},
      {R"("Cycle":"Hour","Unit":"InstanceHour")", R"("Cycle":"Month","Unit":"InstanceMonth")", {}},
      {R"(["core","cn-chengdu"],"Spec":"elb.s2.medium","Cycle":"Hour","Unit":"InstanceHour")",
       R"(["core","*"],"Spec":"elb.s2.medium","Cycle":"Month","Unit":"InstanceMonth")",
       {"Leaves[1] (elb.s2.medium, Month): has a price for \"*\", as Leaves[0] has"}},
  };
  for (const Case& c : cases) EXPECT_EQ(find_plan_faults(read(document(c.from, c.to))), c.faults) << c.to;
}

TEST(PlanFaults, IncludeWhatNoDocumentCanSay) {
  PricingPlan plan = read(document());
  plan.currency = "XTS";
  plan.leaves[0].tiers[0].price = -1;
  plan.leaves[1].tiers[0].to = 0;
  EXPECT_EQ(
      find_plan_faults(plan),
      (std::vector<std::string>{
          "Currency: there is no currency \"XTS\"",
          "Leaves[0] (elb.s2.medium, Month): the tier from 0 has a price below zero, -0.00000001",
          "Leaves[1] (elb.s2.medium, Hour): the tier from 0 is empty, as it ends at 0",
          "Leaves[1] (elb.s2.medium, Hour): the tier from 100 leaves a gap: there is no price from 0 on",
      }));
  plan.currency = "USD";
  plan.leaves.clear();
  EXPECT_EQ(find_plan_faults(plan),
            std::vector<std::string>{"Leaves: there is none, so that nothing has a price"});
}

TEST(PlanFaults, AreToldInABoundedNumber) {
  PricingPlan plan = read(document());
  plan.leaves.assign(plan_faults_max, plan.leaves[0]);
  for (Leaf& leaf : plan.leaves) leaf.unit = "Fortnight";
  EXPECT_EQ(find_plan_faults(plan).size(), plan_faults_max);
}

TEST(DefaultPlan, HasThePublishedPricesAndNoFaults) {
  const PricingPlan plan = read(default_elb_post_plan_document());
  EXPECT_EQ(find_plan_faults(plan), std::vector<std::string>{});
  EXPECT_EQ(plan.currency, "USD");
  EXPECT_FALSE(plan.valid_to);
  const std::pair<const char*, const char*> prices[] = {{"elb.s1.small", "7.5"},
                                                        {"elb.s2.small", "26"},
                                                        {"elb.s2.medium", "52"},
                                                        {"elb.s3.small", "104"},
                                                        {"elb.s3.medium", "166"}};
  ASSERT_EQ(plan.leaves.size(), 2 * std::size(prices));
  for (size_t i = 0; i < std::size(prices); ++i) {
    const Scaled month = *parse_scaled(prices[i].second);
    const Leaf& by_month = plan.leaves[i];
    const Leaf& by_hour = plan.leaves[std::size(prices) + i];
    EXPECT_EQ(by_month, (Leaf{{"*"}, prices[i].first, Cycle::Month, "InstanceMonth", {{0, {}, month}}}));
    EXPECT_EQ(
        by_hour,
        (Leaf{{"*"}, prices[i].first, Cycle::Hour, "InstanceHour", {{0, {}, *share_of(month, 1, 720)}}}));
  }
}

}  // namespace
}  // namespace sluice::commerce
