#pragma once
// What is sold for a time that is paid in advance: the modules say so, and for how long. Pure.

#include <optional>

#include "control/commerce/catalogue/check_modules.h"
#include "control/commerce/money/amount.h"

namespace sluice::commerce {

bool is_prepaid(const Modules& modules);

// In months; nothing where the catalogue sells a period that is no number from 1 to prepaid_months_max.
inline constexpr int64_t prepaid_months_max = 120;
std::optional<int64_t> months_of(const Modules& modules);

// What every order of so many months says of its modules: PrePaid, by the Month, for that period.
RequestedModules modules_of_months(int64_t months);

// What an order of them pays now, whose trade price for one cycle is `trade`: all months of what is prepaid,
// otherwise the commodity's deposit. Nothing if there is no such amount.
std::optional<Minor> amount_due(const Commodity& commodity, const Modules& modules, Minor trade);

}  // namespace sluice::commerce
