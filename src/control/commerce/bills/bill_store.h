#pragma once
// Bills: what an account owes (commerce fact sheet, 1.9). Called inside units of work. An account has at most
// one bill for a resource and a cycle.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// Issued ones are waited for until they are due; from then on they are overdue, and their account is in
// arrears.
enum class BillState { Issued, Overdue, Paid, WrittenOff };
std::string_view to_text(BillState state);  // ISSUED
BillState to_bill_state(std::string_view text);

struct Bill {
  int64_t key = 0;
  int64_t account_key = 0;
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
};

// False, and nothing written, if there is a bill for that resource and cycle.
bool insert_bill(storage::Transaction& tx, const Bill& bill);
std::optional<Bill> find_bill(storage::Transaction& tx, int64_t account_key, int64_t bill_key);
// Those not paid, the oldest first.
std::vector<Bill> list_unpaid_bills(storage::Transaction& tx, int64_t account_key);
// What was paid, and the state.
void update_bill(storage::Transaction& tx, const Bill& bill);

// In all their currencies together there is no sum; an account's bills are in the one that it settles in.
Minor unpaid_amount(storage::Transaction& tx, int64_t account_key);
bool is_in_arrears(storage::Transaction& tx, int64_t account_key);
bool has_unpaid_bill_for_host(storage::Transaction& tx, int64_t account_key, int64_t host_key);

}  // namespace sluice::commerce
