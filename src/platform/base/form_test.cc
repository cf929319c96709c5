#include "platform/base/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/random.h"

namespace sluice::base {
namespace {

constexpr size_t many = 100;

TEST(Form, ReadsPairsInTheirOrder) {
  struct Case {
    std::string_view text;
    FormPairs pairs;
  };
  const std::vector<Case> cases = {
      {"", {}},
      {"&", {}},
      {"a=1", {{"a", "1"}}},
      {"b=1&a=2", {{"b", "1"}, {"a", "2"}}},
      {"a=1&a=2&A=3", {{"a", "1"}, {"a", "2"}, {"A", "3"}}},
      {"a=1&&b=2&", {{"a", "1"}, {"b", "2"}}},
      {"a", {{"a", ""}}},
      {"a=", {{"a", ""}}},
      {"a=b=c", {{"a", "b=c"}}},
      {"a==", {{"a", "="}}},
      {"a=x+y%20z", {{"a", "x y z"}}},
      {"a=1%2B1", {{"a", "1+1"}}},
      {"a+b=c", {{"a b", "c"}}},
      {"a%3Db=%26%3d", {{"a=b", "&="}}},
      {"a=%E4%B8%AD", {{"a", "\xE4\xB8\xAD"}}},
      {"a=%FF%00", {{"a", std::string("\xFF\0", 2)}}},
      {"Tag.1.Key=k;v", {{"Tag.1.Key", "k;v"}}},
      {"a=*!'()~", {{"a", "*!'()~"}}},
  };
  for (const Case& c : cases) EXPECT_EQ(parse_form(c.text, many), c.pairs) << c.text;
}

TEST(Form, BrokenEscapesAndEmptyNamesAreRefused) {
  for (const std::string_view text :
       {"a=%", "a=%4", "a=%zz", "a=%4g", "%=1", "a=1&b=%2", "=", "=1", "a=1&=2", "a=%%41"}) {
    EXPECT_EQ(parse_form(text, many), std::nullopt) << text;
  }
}

TEST(Form, OnePairTooManyIsRefused) {
  EXPECT_TRUE(parse_form("a=1&b=2&c=3", 3));
  EXPECT_FALSE(parse_form("a=1&b=2&c=3", 2));
  EXPECT_TRUE(parse_form("&&&", 0));
  EXPECT_FALSE(parse_form("a", 0));
}

TEST(Form, WhatIsWrittenReadsBack) {
  constexpr uint64_t seed = 20260102;
  SCOPED_TRACE(seed);
  SeededRandom random(seed);
  for (int round = 0; round < 500; ++round) {
    FormPairs pairs;
    for (uint64_t count = random.next_u64() % 8; count > 0; --count) {
      std::string name(1 + random.next_u64() % 8, '\0'), value(random.next_u64() % 16, '\0');
      random.fill({reinterpret_cast<uint8_t*>(name.data()), name.size()});
      random.fill({reinterpret_cast<uint8_t*>(value.data()), value.size()});
      pairs.emplace_back(std::move(name), std::move(value));
    }
    EXPECT_EQ(parse_form(format_form(pairs), many), pairs) << "round " << round;
  }
}

// Clients agree on what is meant, and on little else.
TEST(Form, EverySpellingOfAPairReadsAlike) {
  constexpr uint64_t seed = 20261125;
  constexpr std::string_view literal_somewhere = "abcXYZ0189-._~*!'()/:@?,;$",
                             digits[] = {"0123456789ABCDEF", "0123456789abcdef"};
  SCOPED_TRACE(seed);
  SeededRandom random(seed);
  const auto spell = [&](const std::string& text) {
    std::string spelt;
    for (const char c : text) {
      if (c == ' ' && random.next_u64() % 2 == 0) {
        spelt += '+';
      } else if (literal_somewhere.find(c) != std::string_view::npos && random.next_u64() % 2 == 0) {
        spelt += c;
      } else {
        const std::string_view hex = digits[random.next_u64() % 2];
        const auto byte = static_cast<uint8_t>(c);
        spelt += {'%', hex[byte >> 4], hex[byte & 15]};
      }
    }
    return spelt;
  };
  for (int round = 0; round < 1'000; ++round) {
    FormPairs pairs;
    std::string text;
    for (uint64_t left = random.next_u64() % 8; left > 0; --left) {
      std::string name = random.text(1 + random.next_u64() % 6, "aB1. +*=&%\xE4\xB8");
      std::string value = random.text(random.next_u64() % 12, "aB1. +*!'()~=&%#\xE4\xB8\xAD");
      text += (random.next_u64() % 4 == 0 ? "&&" : "&") + spell(name) + "=" + spell(value);
      pairs.emplace_back(std::move(name), std::move(value));
    }
    EXPECT_EQ(parse_form(text, many), pairs) << "round " << round << ": " << text;
  }
}

TEST(Form, WritesRfc3986) {
  EXPECT_EQ(format_form({}), "");
  EXPECT_EQ(format_form({{"b", "x y"}, {"a*", "~+"}, {"c", ""}}), "b=x%20y&a%2A=~%2B&c=");
}

TEST(Target, IsCutAtTheFirstQuestionMark) {
  EXPECT_EQ(split_target("/"), (TargetParts{"/", ""}));
  EXPECT_EQ(split_target("/?"), (TargetParts{"/", ""}));
  EXPECT_EQ(split_target("/a/b?c=d?e"), (TargetParts{"/a/b", "c=d?e"}));
  EXPECT_EQ(split_target("?x"), (TargetParts{"", "x"}));
  EXPECT_EQ(split_target(""), (TargetParts{"", ""}));
}

}  // namespace
}  // namespace sluice::base
