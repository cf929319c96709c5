#pragma once
// What a balancer costs, month by month, from the days on which it was there: counted anew from the published
// rule (commerce fact sheet, 7.1), without the code that makes the bills.

#include <map>
#include <optional>
#include <string>

#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"

namespace sluice::simulation {

// By month, "2026-08", of what is due by `now`: of a month that has ended, or in which it was deleted.
std::map<std::string, commerce::Minor> bills_of(commerce::Minor price, base::WallTime created,
                                                std::optional<base::WallTime> deleted, base::WallTime now);

}  // namespace sluice::simulation
