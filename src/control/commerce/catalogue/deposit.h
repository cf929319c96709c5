#pragma once
// What has to be paid when something is bought that is billed afterwards. Pure.

#include <cstdint>
#include <optional>

#include "control/commerce/money/amount.h"

namespace sluice::commerce {

struct Deposit {
  enum class Rule {
    None,
    Cycles,  // so many times the trade price of one cycle
    Fixed,
  };
  Rule rule = Rule::None;
  int64_t cycles = 0;  // of Cycles
  Minor amount = 0;    // of Fixed, in the commodity's currency
  bool operator==(const Deposit&) const = default;
};

// The payable of an order whose trade price for one cycle is `trade`, in the same currency; nothing if it
// does not fit.
std::optional<Minor> deposit_due(const Deposit& deposit, Minor trade);

}  // namespace sluice::commerce
