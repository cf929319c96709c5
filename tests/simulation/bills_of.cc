#include "tests/simulation/bills_of.h"

#include <fmt/format.h>

namespace sluice::simulation {
namespace {

using std::chrono::days;
using Day = std::chrono::sys_days;

Day day_of(base::WallTime instant) {
  return std::chrono::floor<days>(instant + std::chrono::hours(8));
}

}  // namespace

std::map<std::string, commerce::Minor> bills_of(commerce::Minor price, base::WallTime created,
                                                std::optional<base::WallTime> deleted, base::WallTime now) {
  std::map<std::string, commerce::Minor> bills;
  const Day first = day_of(created), last = day_of(deleted.value_or(now));
  int64_t days_there = 0;
  for (Day day = first; day <= last; day += days(1)) {
    ++days_there;
    const std::chrono::year_month_day date(day);
    const auto month_end = std::chrono::sys_days(date.year() / date.month() / std::chrono::last);
    const bool ends = day == month_end ? deleted || day < day_of(now) : deleted && day == last;
    if (!ends) {
      if (day == month_end) days_there = 0;
      continue;
    }
    const auto month_days = static_cast<unsigned>(std::chrono::year_month_day(month_end).day());
    const int64_t doubled = 2 * price * days_there;  // half a unit is rounded up
    bills[fmt::format("{}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()))] =
        (doubled + month_days) / (2 * static_cast<int64_t>(month_days));
    days_there = 0;
  }
  return bills;
}

}  // namespace sluice::simulation
