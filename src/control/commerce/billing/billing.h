#pragma once
// Bills of what was bought, made out and collected as time goes by (commerce fact sheet, 7.3; docs/bills.md).
//
// Each resource that an order made is billed at the end of each of its cycles, and at its end, for the units
// that it existed in; what is locked costs nothing. A bill is issued and collected in one transaction. What
// stays unpaid puts the account in arrears at once, is collected again, and in the end locks and releases
// what the account has, on the days of the Timeline. A payment that leaves nothing overdue unlocks it in its
// own transaction.
//
// Everything happens at its own instant, however late it is done: steps that are due are taken in the order
// of their times, a few in each unit of work, so that others have their turn. A unit is done whole or not at
// all, and done again it finds nothing to do. Called inside units of work.

#include <atomic>
#include <string>
#include <vector>

#include "control/commerce/billing/instances.h"
#include "control/commerce/billing/timeline.h"
#include "control/commerce/bills/bill_store.h"
#include "control/commerce/pricing/cycle.h"
#include "control/commerce/terms/terms_store.h"
#include "platform/storage/key_source.h"

namespace sluice::commerce {

// Outlives whoever bills with it. Thread-safe.
struct Billing {
  TermsCache& terms;
  storage::KeySource& keys;
  Timeline timeline;
};

// From `now` on the resource that the order has made is billed.
void begin_billing(storage::Transaction& tx, int64_t order_key, int64_t account_key,
                   const std::string& resource_id, Cycle cycle, base::WallTime now);
// The last bill of what the order has made, up to `now`; nothing if it is not billed. Without a `billing` it
// is not billed any more, and there is no bill. To be called before its deposit is given back.
void end_billing(storage::Transaction& tx, const Billing* billing, int64_t order_key, base::WallTime now);

// What one unit of work does of what is due.
inline constexpr int64_t steps_per_unit_max = 64;
struct Share {
  base::WallTime now;
  std::vector<int64_t> without = {};  // accounts, by key: theirs waits
  // Whose is being done, for whoever hears that it failed; null: nobody asks.
  std::atomic<int64_t>* account_key = nullptr;
};
// Steps in the order of their time, at most steps_per_unit_max. Whether something is left to do.
bool do_due(storage::Transaction& tx, const Billing& billing, Instances& instances, const Share& share);

// To be called when something of the account's was paid: unlocks what it has, if nothing is overdue any more.
void settle_arrears(storage::Transaction& tx, Instances& instances, int64_t account_key, base::WallTime now);
// The same when this bill was: of the account that it is about, and of the one that owed it.
void settle_arrears(storage::Transaction& tx, Instances& instances, const Bill& paid, base::WallTime now);

}  // namespace sluice::commerce
