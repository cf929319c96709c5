#include <array>
#include <map>

#include "control/commerce/ledger/ledger.h"

namespace sluice::commerce {
namespace {

std::string describe(const AccountName& name) {
  return std::string(to_text(name.kind)) + ":" + name.owner + " in " + name.ledger;
}

std::map<int64_t, LedgerAccount> read_accounts(storage::Transaction& tx) {
  std::vector<int64_t> keys;
  tx.query("SELECT key FROM ledger_accounts", {},
           [&](const storage::Row& row) { keys.push_back(row.integer(0)); });
  std::map<int64_t, LedgerAccount> accounts;
  for (const int64_t key : keys) accounts.emplace(key, *find_ledger_account(tx, key));
  return accounts;
}

using Totals = std::array<Minor, 4>;  // debits pending and posted, credits pending and posted

Totals totals_of(const LedgerAccount& account) {
  return {account.debits_pending, account.debits_posted, account.credits_pending, account.credits_posted};
}

std::map<int64_t, Totals> rebuild(storage::Transaction& tx) {
  std::map<int64_t, Totals> totals;
  // Of states 0 (pending) and 1 (posted); what was voided counts nowhere.
  const auto add = [&](const char* column, size_t first) {
    tx.query("SELECT " + std::string(column) +
                 ", state, SUM(amount) FROM ledger_transfers WHERE state IN (0, 1) GROUP BY 1, 2",
             {}, [&](const storage::Row& row) {
               totals[row.integer(0)][first + static_cast<size_t>(row.integer(1))] = row.integer(2);
             });
  };
  add("debit_key", 0);
  add("credit_key", 2);
  return totals;
}

}  // namespace

std::vector<std::string> find_ledger_faults(storage::Transaction& tx) {
  std::vector<std::string> faults;
  const auto accounts = read_accounts(tx);
  auto rebuilt = rebuild(tx);
  std::map<std::string, Minor> sums;
  for (const auto& [key, account] : accounts) {
    const Totals kept = totals_of(account);
    if (kept != rebuilt[key])
      faults.push_back(describe(account.name) + " does not hold what its transfers add up to");
    // A credit limit may have been lowered below what was drawn under it.
    const bool is_credit = account.name.kind == AccountKind::Credit;
    if (!is_credit && available(account) < 0) faults.push_back(describe(account.name) + " is overdrawn");
    for (const Minor total : kept) {
      if (total < 0) faults.push_back(describe(account.name) + " has a total below zero");
    }
    sums[account.name.ledger] += kept[1] - kept[3];
  }
  for (const auto& [key, totals] : rebuilt) {
    if (!accounts.contains(key)) faults.push_back("transfers name an account that is not there");
  }
  for (const auto& [ledger, sum] : sums) {
    if (sum != 0) faults.push_back("the ledger " + ledger + " does not sum to zero");
  }
  return faults;
}

}  // namespace sluice::commerce
