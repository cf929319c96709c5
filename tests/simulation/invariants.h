#pragma once
// What must hold when everything has ended, whatever happened before (commerce fact sheet, 4.5): between what
// customers were told, what is there, the money, the limits, the bills, and what the provider knows.

#include "control/commerce/billing/timeline.h"
#include "control/providers/sample/sample.h"
#include "platform/storage/transaction.h"
#include "tests/simulation/clients.h"

namespace sluice::simulation {

// At any time, between two transactions.
void check_ledger(storage::Transaction& tx, Faults& faults);
// Whether somebody has still something to do, who does it when its time comes.
bool is_something_unfinished(storage::Transaction& tx);

// Each adds a sentence for whatever does not hold.
void check_everything_ended(storage::Transaction& tx, Faults& faults);
void check_what_was_told(storage::Transaction& tx, const Clients& clients, Faults& faults);
void check_limits(storage::Transaction& tx, const Clients& clients, Faults& faults);
// What was paid for plans is income, unless it was given back, and has made a host or more of its time.
void check_plans(storage::Transaction& tx, const Clients& clients, Faults& faults);
// Where orders are paid at once, and nothing is billed.
void check_charges(storage::Transaction& tx, const Clients& clients, providers::Sample& provider,
                   Faults& faults);
// Where what is there is billed, and everything due by `now` is done.
void check_bills(storage::Transaction& tx, const Clients& clients, const commerce::Timeline& timeline,
                 base::WallTime now, Faults& faults);

}  // namespace sluice::simulation
