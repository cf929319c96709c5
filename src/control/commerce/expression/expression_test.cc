#include "control/commerce/expression/expression.h"

#include <map>

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

std::optional<Fact> order(std::string_view attribute) {
  static const std::map<std::string, Fact, std::less<>> facts{{"spec", std::string("elb.s3.medium")},
                                                              {"region", std::string("cn-beijing-telecom")},
                                                              {"payable", int64_t{5'200'000'000}},
                                                              {"stock.available", int64_t{3} * 100'000'000},
                                                              {"account.verified", true},
                                                              {"account.flags", Texts{"cross_border", "vip"}},
                                                              {"quote", std::string("it's")}};
  const auto found = facts.find(attribute);
  return found == facts.end() ? std::nullopt : std::optional(found->second);
}

// "true", "false", "fault: ..." or "syntax: ...".
std::string outcome(std::string_view text) {
  const auto expression = Expression::parse(text);
  if (!expression) return "syntax: " + expression.error().message;
  const auto holds = expression->evaluate(order);
  if (!holds) return "fault: " + holds.error().message;
  return *holds ? "true" : "false";
}

TEST(Expression, SaysWhetherAConditionHolds) {
  const std::pair<const char*, const char*> cases[] = {
      {"spec == 'elb.s3.medium'", "true"},
      {"spec != 'elb.s3.medium'", "false"},
      {"spec startsWith 'elb.s3'", "true"},
      {"spec like 'elb.*.medium'", "true"},
      {"spec like 'elb.s?.m*m'", "true"},
      {"spec like 'elb.s3'", "false"},
      {"spec contains 's3.'", "true"},
      {"region in ['cn-shanghai', 'cn-beijing-telecom']", "true"},
      {"region in ['cn-shanghai']", "false"},
      {"payable > 50.00", "true"},
      {"payable >= 52", "true"},
      {"payable > 52", "false"},
      {"payable < -1.5", "false"},
      {"payable<=52.00000000", "true"},
      {"stock.available in [1, 2, 3]", "true"},
      {"account.verified", "true"},
      {"not account.verified", "false"},
      {"not not account.verified", "true"},
      {"account.verified == true", "true"},
      {"account.flags contains 'vip'", "true"},
      {"'vip' in account.flags", "true"},
      {"'guest' in account.flags", "false"},
      {"quote == 'it''s'", "true"},
      {"true or payable > 100 and false", "true"},
      {"(true or payable > 100) and false", "false"},
      {"false or\n\tspec startsWith 'elb'", "true"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(outcome(text), expected) << text;
}

TEST(Expression, StopsWhereTheResultIsKnown) {
  EXPECT_EQ(outcome("true or nobody.knows"), "true");
  EXPECT_EQ(outcome("false and nobody.knows"), "false");
}

TEST(Expression, WithoutAResultSaysWhy) {
  const std::pair<const char*, const char*> cases[] = {
      {"nobody.knows", "fault: there is no attribute nobody.knows"},
      {"stock.available > 'many'", "fault: > does not go between a number and a text"},
      {"spec", "fault: spec is a text, and no condition by itself"},
      {"'text'", "fault: a literal is a text, and no condition by itself"},
      {"spec == 3", "fault: == does not go between a text and a number"},
      {"payable startsWith '5'", "fault: startsWith does not go between a number and a text"},
      {"spec in [1]", "fault: in does not go between a text and a number"},
      {"spec in region", "fault: in does not go between a text and a text"},
      {"account.verified < true", "fault: < does not go between a flag and a flag"},
      {"not payable", "fault: payable is a number, and no condition by itself"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(outcome(text), expected) << text;
}

TEST(Expression, ThatCannotBeReadIsRefusedAtItsPlace) {
  const std::pair<const char*, size_t> cases[] = {{"", 0},
                                                  {"spec ==", 7},
                                                  {"spec = 'a'", 5},
                                                  {"'open", 5},
                                                  {"(spec", 5},
                                                  {"spec)", 4},
                                                  {"spec in 'a'", 8},
                                                  {"spec in []", 9},
                                                  {"['a'] == 'a'", 0},
                                                  {"1. > 0", 0},
                                                  {"1.123456789 > 0", 0},
                                                  {"99999999999999999999 > 1", 0},
                                                  {"92233720369 > 1", 0},
                                                  {"and", 0},
                                                  {"spec and", 8},
                                                  {"a. == 1", 0},
                                                  {"spec in [region]", 15},
                                                  {"true false", 5},
                                                  {"- 1 > 0", 0},
                                                  {"spec == \"a\"", 8}};
  for (const auto& [text, offset] : cases) {
    const auto expression = Expression::parse(text);
    ASSERT_FALSE(expression) << text;
    EXPECT_EQ(expression.error().offset, offset) << text;
    EXPECT_NE(expression.error().message.find("; accepted: "), std::string::npos) << text;
  }
}

TEST(Expression, HasABoundOnItsSizeAndDepth) {
  EXPECT_FALSE(Expression::parse(std::string(expression_bytes_max + 1, ' ')));
  const auto nested = [](int depth) { return std::string(depth, '(') + "true" + std::string(depth, ')'); };
  EXPECT_TRUE(Expression::parse(nested(expression_depth_max - 1)));
  EXPECT_FALSE(Expression::parse(nested(expression_depth_max)));
  std::string negations;
  for (int i = 0; i < expression_depth_max; ++i) negations += "not ";
  EXPECT_FALSE(Expression::parse(negations + "true"));
}

TEST(Expression, NamesItsAttributesOnce) {
  const auto expression = Expression::parse("spec == 'a' or payable > 1 and spec != 'true'");
  ASSERT_TRUE(expression);
  EXPECT_EQ(expression->attributes(), (std::vector<std::string>{"spec", "payable"}));
}

}  // namespace
}  // namespace sluice::commerce
