#pragma once
// What a bill is made out for: a stretch of time within one cycle, in the cycle's units (commerce fact
// sheet, 7.1 and 7.3). Pure.
//
// A month is billed by its days at UTC+8, an hour as a whole. The unit in which a resource comes and the one
// in which it goes count whole, so a resource that comes and goes in one day has a day.

#include <chrono>
#include <string>

#include "control/commerce/pricing/cycle.h"
#include "control/commerce/pricing/effective_days.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

// The first instant of the cycle that the instant is in, and of the one after it.
base::WallTime cycle_start(Cycle cycle, base::WallTime instant);
base::WallTime cycle_end(Cycle cycle, base::WallTime instant);

// The first instant of the next unit: of the day after, or of the hour.
base::WallTime next_unit(Cycle cycle, base::WallTime instant);

// From an instant to the end of its cycle, where `to` is that end, or to one within it, whose unit counts.
struct Span {
  Cycle cycle = Cycle::Month;
  base::WallTime from, to;
};

// Units of the span, of how many: days of the month, hours of the hour (one).
MonthShare share_of(const Span& span);

// "2026-08" or "2026-08-01T05"; of what was resumed within its cycle also since when: "2026-08/21".
std::string name_of(const Span& span, bool resumed);

}  // namespace sluice::commerce
