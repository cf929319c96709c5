#include "control/commerce/billing/span.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace sluice::commerce {
namespace {

using std::chrono::days;
using std::chrono::hours;

// As a clock at UTC+8 shows it.
base::WallTime billing_local(base::WallTime instant) {
  return instant + billing_utc_offset;
}

// Hours of UTC+8 begin when those of UTC do.
base::WallTime floor_hour(base::WallTime instant) {
  return std::chrono::floor<hours>(instant);
}

}  // namespace

base::WallTime cycle_start(Cycle cycle, base::WallTime instant) {
  return cycle == Cycle::Month ? start_of(billing_month_of(instant)) : floor_hour(instant);
}

base::WallTime cycle_end(Cycle cycle, base::WallTime instant) {
  if (cycle == Cycle::Hour) return floor_hour(instant) + hours(1);
  return start_of(billing_month_of(instant) + std::chrono::months(1));
}

base::WallTime next_unit(Cycle cycle, base::WallTime instant) {
  return cycle == Cycle::Month ? start_of_billing_day(instant) + days(1) : floor_hour(instant) + hours(1);
}

MonthShare share_of(const Span& span) {
  if (span.to < span.from) return {0, 1};  // it goes in the unit that was counted already
  if (span.cycle == Cycle::Hour) return {1, 1};
  // The end of a cycle is the first instant of the next one, which does not count.
  const bool is_whole = span.to == cycle_end(span.cycle, span.from);
  return effective_days(billing_month_of(span.from), span.from,
                        is_whole ? std::nullopt : std::optional(span.to));
}

std::string name_of(const Span& span, bool resumed) {
  const std::chrono::year_month_day day{std::chrono::floor<days>(billing_local(span.from))};
  std::string name =
      fmt::format("{:04}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
  if (span.cycle == Cycle::Hour) {
    const auto hour = std::chrono::floor<hours>(billing_local(span.from)) -
                      std::chrono::floor<days>(billing_local(span.from));
    return name + fmt::format("-{:02}T{:02}", static_cast<unsigned>(day.day()), hour / hours(1));
  }
  if (resumed) name += fmt::format("/{:02}", static_cast<unsigned>(day.day()));
  return name;
}

}  // namespace sluice::commerce
