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

using Characters = std::vector<std::string>;

std::string join(const Characters& characters) {
  std::string text;
  for (const std::string& character : characters) text += character;
  return text;
}

// The same for long ones: whether so much of the pattern matches so much of the text, for all of both.
bool matches_by_table(const Characters& pattern, const Characters& text) {
  std::vector<bool> matched(text.size() + 1);
  matched[0] = true;
  for (const std::string& wanted : pattern) {
    std::vector<bool> next(text.size() + 1);
    for (size_t i = 0; i <= text.size(); ++i) {
      if (wanted == "*") {
        next[i] = matched[i] || (i > 0 && next[i - 1]);
      } else {
        next[i] = i > 0 && matched[i - 1] && (wanted == "?" || wanted == text[i - 1]);
      }
    }
    matched = std::move(next);
  }
  return matched.back();
}

// Texts of several words of 64 bytes, of characters of one to four bytes, and patterns that were made of them
// and then, now and then, spoiled.
TEST(Wildcard, MatchesLongTextsAsTheDefinition) {
  const Characters alphabets[] = {{"a"}, {"a", "b"}, {"a", "é", "测"}, {"😀", "b"}};
  std::mt19937 random(2);
  int matched = 0, rounds = 0;
  for (size_t length : {1, 20, 62, 63, 64, 65, 127, 128, 129, 200}) {
    for (int i = 0; i < 1000; ++i, ++rounds) {
      const Characters& alphabet = alphabets[random() % std::size(alphabets)];
      Characters text(length);
      for (std::string& character : text) character = alphabet[random() % alphabet.size()];
      Characters pattern;
      const size_t stars_in_100 = random() % 30, ones_in_100 = random() % 30;
      for (size_t at = 0; at < length; ++at) {
        const size_t lot = random() % 100;
        if (lot < stars_in_100) {
          at += random() % 20;
          pattern.emplace_back("*");
        } else {
          pattern.push_back(lot < stars_in_100 + ones_in_100 ? "?" : text[at]);
        }
      }
      if (random() % 2 == 0) pattern[random() % pattern.size()] = random() % 2 == 0 ? alphabet[0] : "z";
      const bool expected = matches_by_table(pattern, text);
      ASSERT_EQ(Wildcard(join(pattern)).matches(join(text)), expected)
          << join(pattern) << " and " << join(text);
      matched += expected;
    }
  }
  EXPECT_GT(matched, rounds / 4);
  EXPECT_LT(matched, rounds * 3 / 4);
}

// What was sent may be no UTF-8; it is refused, but after the policies were asked.
TEST(Wildcard, TakesBytesThatAreNoCharacters) {
  std::mt19937 random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random() % 200, ' ');
    for (char& c : text) c = "a\x80\xBF\xC3"[random() % 4];
    EXPECT_TRUE(Wildcard("*").matches(text));
    EXPECT_TRUE(Wildcard("*" + text + "*").matches(text)) << i;
    EXPECT_EQ(Wildcard("*?*").matches(text), !text.empty());
    EXPECT_FALSE(Wildcard("*b*").matches(text));
    EXPECT_FALSE(Wildcard("*?" + text + "?*").matches(text));
  }
}

// Every pattern finds out what it needs without changing it for the next one.
TEST(Wildcard, ASubjectServesManyPatterns) {
  const std::string name = "user/" + std::string(100, 'a') + "é" + std::string(100, 'b');
  const Subject subject(name);
  const std::pair<const char*, bool> patterns[] = {{"*a*b*", true},  {"*b*a*", false}, {"*?é?*", true},
                                                   {"*aéé*", false}, {"*aéb*", true},  {"user/*é*", true}};
  for (int round = 0; round < 2; ++round) {
    for (const auto& [pattern, matches] : patterns) {
      EXPECT_EQ(Wildcard(pattern).matches(subject), matches) << pattern;
    }
  }
  EXPECT_TRUE(Wildcard("*LOAD*bal*", Case::Ignored).matches(Subject("CreateLoadBalancer", Case::Ignored)));
}

}  // namespace
}  // namespace sluice::policy
