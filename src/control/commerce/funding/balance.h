#pragma once
// What the ledger says about one source of money: the only place where balances are kept.

#include "control/commerce/ledger/account.h"

namespace sluice::commerce {

struct Balance {
  Minor posted = 0;  // what it holds
  Minor held = 0;    // of that, what orders that are not finished hold
  Minor free() const { return posted - held; }
  bool operator==(const Balance&) const = default;
};

// Of an account that is debited when it is spent: COUPON, CARD, CASH.
inline Balance balance_of(const LedgerAccount& account) {
  return {.posted = account.credits_posted - account.debits_posted, .held = account.debits_pending};
}

}  // namespace sluice::commerce
