#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "control/commerce/document/reader.h"

namespace sluice::commerce {

// So many units of `to` for one of `from`. Either may be a currency that nothing can be settled in.
struct ExchangeRate {
  std::string from, to;
  Scaled rate = scaled_one;
  base::WallTime valid_from{};
  std::optional<base::WallTime> valid_to;  // valid before this
};

// {"From", "To", "Rate", "ValidFrom", "ValidTo"}
base::Result<ExchangeRate, DocumentError> parse_exchange_rate(std::string_view document);

// The one in force; of several the one that began last. Null if there is none.
const ExchangeRate* find_rate(std::span<const ExchangeRate> rates, std::string_view from, std::string_view to,
                              base::WallTime now);

}  // namespace sluice::commerce
