#pragma once
// Reading what a plan needs, and the plan of an order that was paid. Called inside units of work.

#include "control/commerce/funding/legs.h"
#include "control/commerce/funding/need.h"
#include "control/commerce/funding/sources.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct FundingParties {
  int64_t account_key = 0;      // who orders: its coupons and cards
  int64_t payer_key = 0;        // who pays: its methods of payment
  std::string fund_account_id;  // of the payer: its cash and its credit line
  bool credit_suspended = false;
};

// Only what the need can use is read: nothing at all where nothing is payable and no threshold is asked for,
// cash and credit alone where only the threshold is. Otherwise it is one statement each for cash and credit,
// coupons (unless they are forbidden or one is pinned), cards and methods, and one for each pinned number.
FundingSources read_sources(storage::Transaction& tx, const FundingNeed& need, const FundingParties& parties,
                            const FundingPreference& preference, Minor bills_due);

// With what an order was paid or is being paid, from the ledger; empty for one that took no money or was
// given up. An external leg names its channel's account and no method.
FundingPlan read_funding(storage::Transaction& tx, int64_t order_key);

}  // namespace sluice::commerce
