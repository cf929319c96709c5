#include "control/commerce/money/amount.h"

#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

const Currency& usd() {
  return *find_currency("USD");
}
const Currency& jpy() {
  return *find_currency("JPY");
}

TEST(Amount, IsReadAndPrintedInItsCurrencysDigits) {
  struct Case {
    const char* text;
    const Currency& currency;
    Minor amount;
    const char* printed;
  };
  const Case cases[] = {
      {"52.00", usd(), 5200, "52.00"},
      {"52", usd(), 5200, "52.00"},
      {"0.05", usd(), 5, "0.05"},
      {"7.5", usd(), 750, "7.50"},
      {"-0.05", usd(), -5, "-0.05"},
      {"0", usd(), 0, "0.00"},
      {"1300", jpy(), 1300, "1300"},
      {"-1300", jpy(), -1300, "-1300"},
      {"10000000000000", usd(), amount_max, "10000000000000.00"},
  };
  for (const Case& c : cases) {
    const auto amount = parse_amount(c.text, c.currency);
    ASSERT_TRUE(amount) << c.text;
    EXPECT_EQ(*amount, c.amount) << c.text;
    EXPECT_EQ(format_amount(*amount, c.currency), c.printed);
  }
}

TEST(Amount, AnythingElseIsNoAmount) {
  for (const char* text : {"",
                           "-",
                           ".",
                           ".5",
                           "5.",
                           "1.005",
                           "1,00",
                           "1e3",
                           "+1",
                           " 1",
                           "1 ",
                           "00",
                           "01.00",
                           "-0",
                           "-0.00",
                           "0x10",
                           "1.0.0",
                           "١",
                           "10000000000000.01",
                           "99999999999999999999"}) {
    EXPECT_FALSE(parse_amount(text, usd())) << text;
  }
  EXPECT_FALSE(parse_amount("1.5", jpy()));
}

TEST(Scaled, IsPrintedAsShortAsItCanBeRead) {
  for (const char* text : {"0", "1", "0.07222222", "52", "7.78", "-0.5", "92233720368.54775807"}) {
    const auto value = parse_scaled(text);
    ASSERT_TRUE(value) << text;
    EXPECT_EQ(format_scaled(*value), text);
  }
  EXPECT_EQ(format_scaled(*parse_scaled("52.00")), "52");
  EXPECT_FALSE(parse_scaled("0.000000001"));
  EXPECT_FALSE(parse_scaled("92233720368.54775808"));
}

// Golden cases of the commerce fact sheet, 7.2 and 4.1.
TEST(Amount, IsRoundedOnceHalfAwayFromZero) {
  EXPECT_EQ(share_of(2600, 26, 30), 2253);
  EXPECT_EQ(share_of(5200, 26, 30), 4507);
  EXPECT_EQ(share_of(750, 26, 30), 650);
  EXPECT_EQ(share_of(10400, 21, 30), 7280);
  EXPECT_EQ(share_of(1, 1, 2), 1);
  EXPECT_EQ(share_of(-1, 1, 2), -1);
  EXPECT_EQ(share_of(1, 1, 3), 0);
  EXPECT_EQ(share_of(-2, 1, 3), -1);
  EXPECT_EQ(convert(10025, usd(), *find_currency("HKD"), *parse_scaled("7.78")), 77995);
  EXPECT_EQ(convert(10000, usd(), jpy(), *parse_scaled("151.235")), 15124);
  EXPECT_EQ(convert(15124, jpy(), usd(), *parse_scaled("0.00661223")), 10000);
  EXPECT_EQ(price_of(*parse_scaled("0.07222222"), 720 * scaled_one, usd()), 5200);
  EXPECT_EQ(price_of(*parse_scaled("0.005"), scaled_one, usd()), 1);
  EXPECT_EQ(price_of(*parse_scaled("0.00499999"), scaled_one, usd()), 0);
}

TEST(Amount, APriceForAPartOfItsTimeIsRoundedOnce) {
  struct Case {
    const char* unit_price;
    int64_t numerator;
    int64_t denominator;
    const Currency& currency;
    Minor amount;
  };
  const Case cases[] = {
      {"26", 26, 30, usd(), 2253},
      {"7.5", 26, 30, usd(), 650},
      {"1300", 1, 30, jpy(), 43},
      // 10.004 x 3/2 is 15.006; of 10.00 it would be 15.00.
      {"10.004", 3, 2, usd(), 1501},
      {"-0.005", 1, 1, usd(), -1},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(share_of_price(*parse_scaled(c.unit_price), c.numerator, c.denominator, c.currency), c.amount)
        << c.unit_price;
  }
}

TEST(Amount, WhatDoesNotFitIsNoResult) {
  EXPECT_FALSE(share_of_price(INT64_MAX, INT64_MAX, 1, usd()));
  EXPECT_EQ(share_of_price(INT64_MAX, INT64_MAX, INT64_MAX, jpy()), 92'233'720'369);
  EXPECT_FALSE(share_of(amount_max, 2, 1));
  EXPECT_FALSE(convert(amount_max, usd(), jpy(), 1'000'000 * scaled_one));
  EXPECT_FALSE(price_of(INT64_MAX, INT64_MAX, usd()));
  EXPECT_EQ(share_of(amount_max, INT64_MAX, INT64_MAX), amount_max);
}

TEST(Split, GivesTheLargestRemaindersTheOddUnits) {
  EXPECT_EQ(split(100, std::vector<int64_t>{1, 1, 1}), (std::vector<Minor>{34, 33, 33}));
  EXPECT_EQ(split(5, std::vector<int64_t>{0, 1, 1}), (std::vector<Minor>{0, 3, 2}));
  EXPECT_EQ(split(0, std::vector<int64_t>{3, 4}), (std::vector<Minor>{0, 0}));
  EXPECT_EQ(split(10, std::vector<int64_t>{1, 5, 1}), (std::vector<Minor>{2, 7, 1}));
}

TEST(Split, AlwaysAddsUpAndStaysWithinOneUnitOfTheExactShare) {
  std::mt19937_64 random(20261125);
  for (int round = 0; round < 20'000; ++round) {
    std::vector<int64_t> weights(1 + random() % 6);
    for (auto& weight : weights) weight = static_cast<int64_t>(random() % 1000);
    weights[random() % weights.size()] += 1;
    const auto amount = static_cast<Minor>(random() % 1'000'000'000);
    const auto parts = split(amount, weights);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), Minor{0}), amount);
    const auto total = std::accumulate(weights.begin(), weights.end(), int64_t{0});
    for (size_t i = 0; i < parts.size(); ++i) {
      const auto floor = static_cast<Minor>(amount * weights[i] / total);
      EXPECT_TRUE(parts[i] == floor || parts[i] == floor + 1);
    }
  }
}

}  // namespace
}  // namespace sluice::commerce
