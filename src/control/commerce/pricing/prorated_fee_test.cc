#include "control/commerce/pricing/prorated_fee.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

using std::chrono::year;

base::WallTime day_time(const char* time) {
  return *base::parse_iso8601(time);
}

const Currency& usd() {
  return *find_currency("USD");
}

TEST(EffectiveDays, CountTheDayOfCreationAndTheDayOfRelease) {
  struct Case {
    BillingMonth month;
    const char* created;
    const char* released;  // null while it exists
    MonthShare share;
  };
  const BillingMonth june = year(2026) / 6;
  const Case cases[] = {
      // The published examples, in UTC+8: 5 to 25 June, and 5 June to the month's end.
      {june, "2026-06-05T04:00:00Z", "2026-06-25T04:00:00Z", {21, 30}},
      {june, "2026-06-05T04:00:00Z", nullptr, {26, 30}},
      {june, "2026-06-05T04:00:00Z", "2026-07-10T04:00:00Z", {26, 30}},
      // Released on the day of creation, and in the same second.
      {june, "2026-06-05T04:00:00Z", "2026-06-05T05:00:00Z", {1, 30}},
      {june, "2026-06-05T04:00:00Z", "2026-06-05T04:00:00Z", {1, 30}},
      // 23:59:59 on the month's last day, and one second later.
      {june, "2026-06-30T15:59:59Z", nullptr, {1, 30}},
      {june, "2026-06-30T16:00:00Z", nullptr, {0, 30}},
      {year(2026) / 7, "2026-06-30T16:00:00Z", nullptr, {31, 31}},
      // The first instant of the month, and the one before it.
      {june, "2026-05-31T16:00:00Z", nullptr, {30, 30}},
      {june, "2026-05-31T15:59:59Z", "2026-05-31T15:59:59Z", {0, 30}},
      {june, "2026-05-31T15:59:59Z", "2026-05-31T16:00:00Z", {1, 30}},
      {june, "2020-01-01T00:00:00Z", nullptr, {30, 30}},
      {june, "2026-08-01T00:00:00Z", nullptr, {0, 30}},
      // Midnight of UTC is no border.
      {june, "2026-06-05T15:59:59Z", "2026-06-05T16:00:00Z", {2, 30}},
      {june, "2026-06-05T23:59:59Z", "2026-06-06T00:00:00Z", {1, 30}},
  };
  for (const Case& c : cases) {
    const auto released = c.released == nullptr ? std::nullopt : std::optional(day_time(c.released));
    EXPECT_EQ(effective_days(c.month, day_time(c.created), released), c.share)
        << c.created << " " << (c.released == nullptr ? "-" : c.released);
  }
}

TEST(EffectiveDays, KnowHowLongAMonthIs) {
  const int64_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (unsigned month = 1; month <= 12; ++month) {
    EXPECT_EQ(effective_days(year(2026) / std::chrono::month(month), day_time("2020-01-01T00:00:00Z"), {}),
              (MonthShare{lengths[month - 1], lengths[month - 1]}));
  }
  const std::pair<int, int64_t> februaries[] = {{2024, 29}, {2025, 28}, {2028, 29}, {2000, 29}, {2100, 28}};
  for (const auto& [of, length] : februaries) {
    EXPECT_EQ(effective_days(year(of) / 2, day_time("1990-01-01T00:00:00Z"), {}).month_days, length) << of;
  }
}

TEST(AddMonths, KeepsDayAndTimeAtUtcPlusEightOrTakesTheLastDay) {
  struct Case {
    const char* from;
    int64_t months;
    const char* to;
  };
  for (const Case& c : {Case{"2026-01-15T04:00:00Z", 1, "2026-02-15T04:00:00Z"},
                        {"2026-01-31T04:00:00Z", 1, "2026-02-28T04:00:00Z"},
                        {"2028-01-31T04:00:00Z", 1, "2028-02-29T04:00:00Z"},
                        {"2026-01-31T15:59:59Z", 3, "2026-04-30T15:59:59Z"},
                        {"2026-01-31T16:00:00Z", 1, "2026-02-28T16:00:00Z"},  // the first of a month there
                        {"2026-11-30T04:00:00Z", 36, "2029-11-30T04:00:00Z"}}) {
    EXPECT_EQ(base::format_iso8601(add_months(*base::parse_iso8601(c.from), c.months)), c.to);
  }
}

TEST(BillingMonth, BeginsAtMidnightOfUtcPlusEight) {
  const std::pair<const char*, BillingMonth> cases[] = {
      {"2026-06-30T15:59:59Z", year(2026) / 6},  {"2026-06-30T16:00:00Z", year(2026) / 7},
      {"2026-12-31T15:59:59Z", year(2026) / 12}, {"2026-12-31T16:00:00Z", year(2027) / 1},
      {"2028-02-29T15:59:59Z", year(2028) / 2},
  };
  for (const auto& [time, month] : cases) EXPECT_EQ(billing_month_of(day_time(time)), month) << time;
  EXPECT_EQ(base::format_iso8601(start_of(year(2026) / 7)), "2026-06-30T16:00:00Z");
  for (int months = 0; months < 600; ++months) {
    const BillingMonth month = year(2000) / 1 + std::chrono::months(months);
    EXPECT_EQ(billing_month_of(start_of(month)), month);
    EXPECT_EQ(billing_month_of(start_of(month) - std::chrono::milliseconds(1)),
              month - std::chrono::months(1));
  }
}

TEST(EffectiveDays, OfAllMonthsAddUpToTheDaysBetween) {
  const base::WallTime created = day_time("2026-01-15T20:00:00Z");
  for (int days = 0; days < 500; ++days) {
    const base::WallTime released = created + std::chrono::days(days);
    int64_t sum = 0;
    for (BillingMonth month = year(2025) / 12; month < year(2028) / 1; month += std::chrono::months(1)) {
      sum += effective_days(month, created, released).days;
    }
    EXPECT_EQ(sum, days + 1);
  }
}

// Golden cases of the commerce fact sheet, 7.2.
TEST(ProratedFee, IsTheUnitPriceByEffectiveDays) {
  struct Case {
    const char* unit_price;
    MonthShare share;
    const char* fee;
  };
  const Case cases[] = {
      {"26", {26, 30}, "22.53"},  {"52", {26, 30}, "45.07"},  {"7.5", {26, 30}, "6.50"},
      {"104", {21, 30}, "72.80"}, {"52", {30, 30}, "52.00"},  {"52", {0, 30}, "0.00"},
      {"52", {1, 31}, "1.68"},    {"52", {1, 28}, "1.86"},    {"166", {29, 29}, "166.00"},
      {"0.01", {1, 30}, "0.00"},  {"0.01", {15, 30}, "0.01"},
  };
  for (const Case& c : cases) {
    const auto fee = prorated_fee(*parse_scaled(c.unit_price), 1, c.share, usd());
    ASSERT_TRUE(fee);
    EXPECT_EQ(format_amount(*fee, usd()), c.fee) << c.unit_price << " " << c.share.days;
  }
  EXPECT_EQ(prorated_fee(*parse_scaled("26"), 3, {26, 30}, usd()), 6760);
  EXPECT_FALSE(prorated_fee(INT64_MAX, priced_quantity_max, {31, 31}, usd()));
}

TEST(ProratedFee, OfAQuoteIsTakenFromItsLinesAndItsDiscount) {
  const Quote quote{.currency = "USD",
                    .quantity = 3,
                    .lines = {{0, 2, 26 * scaled_one, 5200}, {2, 1, 52 * scaled_one, 5200}},
                    .list = 10400,
                    .discount = 1040,
                    .trade = 9360,
                    .share = scaled_one / 10 * 9};
  // 45.07 twice, and of 90.14 nine tenths.
  EXPECT_EQ(prorated_fee(quote, {26, 30}), (Fee{9014, 8113}));
  EXPECT_EQ(prorated_fee(quote, {30, 30}), (Fee{quote.list, quote.trade}));
  EXPECT_EQ(prorated_fee(quote, {0, 30}), (Fee{0, 0}));
}

}  // namespace
}  // namespace sluice::commerce
