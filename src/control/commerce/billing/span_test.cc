#include "control/commerce/billing/span.h"

#include <gtest/gtest.h>

namespace sluice::commerce {
namespace {

base::WallTime instant(const char* text) {
  return *base::parse_iso8601(text);
}

TEST(BillingSpan, CyclesBeginAndEndAtUtcPlusEight) {
  struct Row {
    Cycle cycle;
    const char *at, *start, *end;
  };
  const Row rows[] = {
      {Cycle::Month, "2026-01-31T15:59:59Z", "2025-12-31T16:00:00Z", "2026-01-31T16:00:00Z"},
      {Cycle::Month, "2026-01-31T16:00:00Z", "2026-01-31T16:00:00Z", "2026-02-28T16:00:00Z"},
      {Cycle::Month, "2028-02-10T00:00:00Z", "2028-01-31T16:00:00Z", "2028-02-29T16:00:00Z"},
      {Cycle::Month, "2026-12-31T20:00:00Z", "2026-12-31T16:00:00Z", "2027-01-31T16:00:00Z"},
      {Cycle::Hour, "2026-01-02T03:04:05Z", "2026-01-02T03:00:00Z", "2026-01-02T04:00:00Z"},
      {Cycle::Hour, "2026-01-02T03:00:00Z", "2026-01-02T03:00:00Z", "2026-01-02T04:00:00Z"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(base::format_iso8601(cycle_start(row.cycle, instant(row.at))), row.start) << row.at;
    EXPECT_EQ(base::format_iso8601(cycle_end(row.cycle, instant(row.at))), row.end) << row.at;
  }
}

TEST(BillingSpan, TheDaysOfComingAndGoingCount) {
  struct Row {
    const char *from, *to;
    MonthShare share;
    const char *name, *name_resumed;
  };
  const Row rows[] = {
      // The published examples: 5 June to the end, 5 to 25 June.
      {"2026-06-05T04:00:00Z", "2026-06-30T16:00:00Z", {26, 30}, "2026-06", "2026-06/05"},
      {"2026-06-05T04:00:00Z", "2026-06-25T04:00:00Z", {21, 30}, "2026-06", "2026-06/05"},
      {"2026-05-31T16:00:00Z", "2026-06-30T16:00:00Z", {30, 30}, "2026-06", "2026-06/01"},
      {"2026-06-05T04:00:00Z", "2026-06-05T05:00:00Z", {1, 30}, "2026-06", "2026-06/05"},
      {"2026-06-05T04:00:00Z", "2026-06-05T04:00:00Z", {1, 30}, "2026-06", "2026-06/05"},
      // The last second of a month at UTC+8.
      {"2026-06-30T15:59:59Z", "2026-06-30T16:00:00Z", {1, 30}, "2026-06", "2026-06/30"},
      {"2026-01-31T16:00:00Z", "2026-02-28T16:00:00Z", {28, 28}, "2026-02", "2026-02/01"},
      {"2028-01-31T16:00:00Z", "2028-02-29T16:00:00Z", {29, 29}, "2028-02", "2028-02/01"},
  };
  for (const Row& row : rows) {
    const Span span{Cycle::Month, instant(row.from), instant(row.to)};
    EXPECT_EQ(share_of(span), row.share) << row.from << " " << row.to;
    EXPECT_EQ(name_of(span, false), row.name);
    EXPECT_EQ(name_of(span, true), row.name_resumed);
  }
}

TEST(BillingSpan, WhatGoesInTheUnitThatWasBilledAlreadyHasNone) {
  const auto locked = instant("2026-06-20T04:00:00Z");
  const auto from = next_unit(Cycle::Month, locked);
  EXPECT_EQ(base::format_iso8601(from), "2026-06-20T16:00:00Z");
  EXPECT_EQ(share_of({Cycle::Month, from, locked + std::chrono::hours(1)}).days, 0);
  EXPECT_EQ(share_of({Cycle::Month, from, from + std::chrono::hours(1)}).days, 1);
  EXPECT_EQ(base::format_iso8601(next_unit(Cycle::Hour, locked)), "2026-06-20T05:00:00Z");
}

TEST(BillingSpan, APartOfAnHourIsAnHour) {
  const Span span{Cycle::Hour, instant("2026-06-05T04:59:59Z"), instant("2026-06-05T05:00:00Z")};
  EXPECT_EQ(share_of(span), (MonthShare{1, 1}));
  EXPECT_EQ(name_of(span, false), "2026-06-05T12") << "at UTC+8";
}

}  // namespace
}  // namespace sluice::commerce
