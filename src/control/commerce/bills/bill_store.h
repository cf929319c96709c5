#pragma once
// Bills: what an account owes (commerce fact sheet, 1.9). Called inside units of work. There is at most one
// bill for a resource and a cycle.
//
// That a bill is overdue is not stored: one that is issued is overdue from its due time on, in business time,
// for whoever reads it then. So nothing has to come by to make it so, and nothing can forget to.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"
#include "platform/storage/transaction.h"
#include "platform/storage/where.h"

namespace sluice::commerce {

// As stored.
enum class BillState { Issued, Paid, WrittenOff };
std::string_view to_text(BillState state);  // ISSUED
BillState to_bill_state(std::string_view text);

struct Bill {
  int64_t key = 0;
  int64_t account_key = 0;
  int64_t payer_key = 0;    // the account whose fund account owes it; 0 when inserted: the account's own
  int64_t host_key = 0;     // of the host subscription it is for; 0: none
  std::string resource_id;  // what it is for
  std::string cycle;        // 2026-08; of charges by hand whatever tells them apart
  std::string description;
  std::string currency;
  Minor amount = 0;
  Minor paid = 0;
  base::WallTime due;
  BillState state = BillState::Issued;
  base::WallTime created;
  // What is done next about it while it is not paid, in the words of whoever does it, and when. 0: nothing
  // is.
  int64_t step = 0;
  std::optional<base::WallTime> step_at;
};

bool is_overdue(const Bill& bill, base::WallTime now);
// As it is told: ISSUED, OVERDUE, PAID or WRITTEN_OFF.
std::string_view shown_state(const Bill& bill, base::WallTime now);

// False, and nothing written, if there is a bill for that resource and cycle.
bool insert_bill(storage::Transaction& tx, const Bill& bill);
std::optional<Bill> find_bill(storage::Transaction& tx, int64_t account_key, int64_t bill_key);
// Conditions are on bills b. Newest first.
std::vector<Bill> list_bills(storage::Transaction& tx, const storage::Where& where,
                             const storage::Page& page);
int64_t count_bills(storage::Transaction& tx, const storage::Where& where);
// Those that a payer owes in a currency, the oldest first.
std::vector<Bill> list_unpaid_bills(storage::Transaction& tx, int64_t payer_key, std::string_view currency);
int64_t count_unpaid_bills(storage::Transaction& tx, int64_t payer_key);
// Of the unpaid ones of which something is to be done, the one whose time comes first. `without` are keys of
// accounts, as a JSON list.
std::optional<Bill> find_next_bill(storage::Transaction& tx, std::string_view without);
// What was paid, the state, and what is next.
void update_bill(storage::Transaction& tx, const Bill& bill);

// What a payer owes in a currency.
Minor unpaid_amount(storage::Transaction& tx, int64_t payer_key, std::string_view currency);
// Whether a bill of the account is overdue, or one that it has to pay for another.
bool is_in_arrears(storage::Transaction& tx, int64_t account_key, base::WallTime now);
// Whether any bill of the account is unpaid, due or not.
bool has_unpaid_bill(storage::Transaction& tx, int64_t account_key);
bool has_unpaid_bill_for_host(storage::Transaction& tx, int64_t account_key, int64_t host_key);

}  // namespace sluice::commerce
