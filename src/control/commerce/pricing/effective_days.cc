#include "control/commerce/pricing/effective_days.h"

#include <algorithm>

namespace sluice::commerce {
namespace {

using std::chrono::sys_days;

// The day it is at UTC+8.
sys_days day_of(base::WallTime instant) {
  return std::chrono::floor<std::chrono::days>(instant + billing_utc_offset);
}

}  // namespace

base::WallTime start_of_billing_day(base::WallTime instant) {
  return day_of(instant) - billing_utc_offset;
}

BillingMonth billing_month_of(base::WallTime instant) {
  const std::chrono::year_month_day day{day_of(instant)};
  return day.year() / day.month();
}

base::WallTime start_of(BillingMonth month) {
  return sys_days{month / 1} - billing_utc_offset;
}

base::WallTime add_months(base::WallTime instant, int64_t months) {
  const std::chrono::year_month_day day{day_of(instant)};
  const BillingMonth month = day.year() / day.month() + std::chrono::months(months);
  const std::chrono::year_month_day last{month / std::chrono::last};
  const sys_days there{month / std::min(day.day(), last.day())};
  return instant + (there - day_of(instant));
}

MonthShare effective_days(BillingMonth month, base::WallTime created,
                          std::optional<base::WallTime> released) {
  const sys_days first{month / 1}, last{month / std::chrono::last};
  const sys_days begin = std::max(first, day_of(created));
  const sys_days end = released ? std::min(last, day_of(*released)) : last;
  return {std::max<int64_t>(0, (end - begin).count() + 1), (last - first).count() + 1};
}

}  // namespace sluice::commerce
