#pragma once
// What a month costs of which an instance existed for some days (commerce fact sheet, 7.1):
//
//   fee = unit price x effective days / days of the month
//
// rounded once, half away from zero. Pure.

#include <optional>

#include "control/commerce/pricing/effective_days.h"
#include "control/commerce/pricing/quote.h"

namespace sluice::commerce {

// Nothing if it is no amount.
std::optional<Minor> prorated_fee(Scaled unit_price, int64_t quantity, const MonthShare& share,
                                  const Currency& currency);

struct Fee {
  Minor list = 0;
  Minor trade = 0;  // what is left of it at the quote's discount
  bool operator==(const Fee&) const = default;
};

// Of an order by Month at the prices it was quoted: each line rounded once, then the discount once.
std::optional<Fee> prorated_fee(const Quote& quote, const MonthShare& share);

}  // namespace sluice::commerce
