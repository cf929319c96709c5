#pragma once
// Steps of the transfers that belong to a coupon or a card itself, not to an order; of this module only.

#include <cstdint>

#include "control/commerce/ledger/ledger.h"

namespace sluice::commerce {

inline constexpr int64_t issue_step = 1;
inline constexpr int64_t take_back_step = 2;

// All that is free of an account, to another one; nothing if nothing is free. The entity's take-backs are
// numbered by what was posted on the account before them: that grows with each, so each has its own id, and
// the same one sent again is known.
std::vector<Transfer> take_back_transfers(int64_t entity_key, const LedgerAccount& from, int64_t to_key,
                                          base::WallTime now);

}  // namespace sluice::commerce
