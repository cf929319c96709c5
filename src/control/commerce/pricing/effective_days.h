#pragma once
// On how many days of a month an instance existed (commerce fact sheet, 7.1). Pure.
//
// Days and months of bills are those of UTC+8, whatever the server's time zone. The day of creation and the
// day of release both count as whole days, so that created and released on one day is one day.

#include <chrono>
#include <cstdint>
#include <optional>

#include "platform/base/clock.h"

namespace sluice::commerce {

inline constexpr std::chrono::hours billing_utc_offset{8};

using BillingMonth = std::chrono::year_month;

// The first instant of the day that it is in.
base::WallTime start_of_billing_day(base::WallTime instant);

BillingMonth billing_month_of(base::WallTime instant);
// Its first instant.
base::WallTime start_of(BillingMonth month);

// The same day and time of day at UTC+8 so many months later; the last day of a month that has no such day.
base::WallTime add_months(base::WallTime instant, int64_t months);

struct MonthShare {
  int64_t days = 0;  // 0 to month_days
  int64_t month_days = 0;
  bool operator==(const MonthShare&) const = default;
};

// `released` is nothing for an instance that still exists, and not before `created`.
MonthShare effective_days(BillingMonth month, base::WallTime created, std::optional<base::WallTime> released);

}  // namespace sluice::commerce
