#include "control/policy/wildcard.h"

#include <random>

#include <gtest/gtest.h>

namespace sluice::policy {
namespace {

TEST(Wildcard, MatchesWhatItSays) {
  struct Case {
    const char* pattern;
    const char* text;
    bool matches;
  };
  const Case cases[] = {
      {"", "", true},           {"", "a", false},         {"*", "", true},         {"*", "abc", true},
      {"**", "abc", true},      {"?", "", false},         {"?", "a", true},        {"?", "ab", false},
      {"a", "A", false},        {"a*", "a", true},        {"a*", "ba", false},     {"*a", "ba", true},
      {"*a", "ab", false},      {"a*b*c", "aXbYc", true}, {"a*b*c", "acb", false}, {"*ab", "aab", true},
      {"*aab", "aaab", true},   {"a*?", "a", false},      {"a*?", "ab", true},     {"a?*", "ab", true},
      {"*abc*", "ababc", true}, {"*", "*", true},         {"a*c", "a*c", true},    {"?", "*", true},
      {"?", "测", true},        {"??", "测", false},      {"*?", "测", true},      {"*??", "测", false},
      {"测*", "测试", true},    {"?试", "测试", true},    {"*试?", "测试", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Wildcard(c.pattern).matches(c.text), c.matches) << c.pattern << " and " << c.text;
  }
}

TEST(Wildcard, IgnoresTheCaseOfAsciiLettersIfTold) {
  EXPECT_TRUE(Wildcard("ens:Describe*", Case::Ignored).matches("ENS:describeX"));
  EXPECT_TRUE(Wildcard("[`@{", Case::Ignored).matches("[`@{"));
  EXPECT_FALSE(Wildcard("[", Case::Ignored).matches("{")) << "they differ as letters do";
  EXPECT_FALSE(Wildcard("É", Case::Ignored).matches("é"));
}

TEST(Wildcard, KnowsWhenItMatchesEverything) {
  for (const char* everything : {"*", "**", "***"}) EXPECT_TRUE(Wildcard(everything).matches_everything());
  for (const char* less : {"", "?", "*?", "a*", "?*"}) EXPECT_FALSE(Wildcard(less).matches_everything());
}

// What would take longer than the universe lasts if every '*' were tried at every place.
TEST(Wildcard, ManyStarsDoNotMultiply) {
  std::string pattern;
  for (int i = 0; i < 1500; ++i) pattern += "a*";
  const std::string text(4000, 'a');
  EXPECT_TRUE(Wildcard(pattern).matches(text));
  EXPECT_FALSE(Wildcard(pattern + "b").matches(text));
}

TEST(Wildcard, AStarTriesEachPlaceOnce) {
  const std::string text(4000, 'a'), run(2000, 'a');
  EXPECT_TRUE(Wildcard("*" + run).matches(text));
  EXPECT_FALSE(Wildcard("*" + run + "b").matches(text));
  EXPECT_FALSE(Wildcard("*" + run + "*" + run + "*b*").matches(text));
}

bool matches_naively(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    return matches_naively(pattern.substr(1), text) ||
           (!text.empty() && matches_naively(pattern, text.substr(1)));
  }
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         matches_naively(pattern.substr(1), text.substr(1));
}

TEST(Wildcard, MatchesAsTheDefinitionOnRandomTexts) {
  std::mt19937 random(1);
  const auto draw = [&](std::string_view alphabet, size_t length_max) {
    std::string text(random() % (length_max + 1), ' ');
    for (char& c : text) c = alphabet[random() % alphabet.size()];
    return text;
  };
  int matched = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::string pattern = draw("aab*?", 7), text = draw("ab", 8);
    const bool expected = matches_naively(pattern, text);
    ASSERT_EQ(Wildcard(pattern).matches(text), expected) << pattern << " and " << text;
    matched += expected;
  }
  EXPECT_GT(matched, 5000);
}

}  // namespace
}  // namespace sluice::policy
