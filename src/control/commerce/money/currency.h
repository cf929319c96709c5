#pragma once
// The currencies that money can be kept in. One that is not in the table does not exist: nothing can be
// settled in it (OrderTradeCompleteSettleInfoFail).

#include <span>
#include <string_view>

namespace sluice::commerce {

struct Currency {
  std::string_view code;  // ISO 4217
  int exponent = 2;       // digits behind the point: an amount counts units of 10^-exponent
};

std::span<const Currency> currencies();
// Null for an unknown code. Codes are in capitals.
const Currency* find_currency(std::string_view code);

}  // namespace sluice::commerce
