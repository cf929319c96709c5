#pragma once
// The double-entry ledger in the database: transfers between accounts, at once or in two phases, after
// TigerBeetle's model (commerce fact sheet, 4.2), inside the same transaction as what they pay for. Called
// inside units of work.
//
// A transfer is named by what it belongs to (the key of an order, a bill, a recharge) and its step and leg
// there, so doing a step again does nothing, and new transfers go to the end of their table. A pending one is
// posted or voided, once; nothing else about a transfer ever changes. Balances are kept with the accounts and
// can be rebuilt from the transfers alone.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "control/commerce/ledger/account.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct TransferId {
  int64_t source = 0;  // a key
  int64_t step = 0;
  int64_t leg = 0;
  bool operator==(const TransferId&) const = default;
};

struct Transfer {
  TransferId id;
  int64_t debit_key = 0;  // of ledger accounts
  int64_t credit_key = 0;
  Minor amount = 0;
  Phase phase = Phase::Posted;
  base::WallTime created;
};

struct TransferRefused {
  enum class Reason {
    AmountOutOfRange,  // accepted: 1 to amount_max
    NoSuchAccount,
    SameAccount,
    LedgersDiffer,
    LimitReached,  // `account` says whose
    OtherContent,  // this id was used for another transfer
    NotPending,    // posted or voided before, or never there
  };
  Reason reason;
  TransferId id;
  std::optional<AccountName> account = std::nullopt;
};

// The account's key; opens it under `key` if it is not there.
int64_t open_ledger_account(storage::Transaction& tx, const AccountName& name, int64_t key);
std::optional<LedgerAccount> find_ledger_account(storage::Transaction& tx, const AccountName& name);
std::optional<LedgerAccount> find_ledger_account(storage::Transaction& tx, int64_t key);
// Of one owner, in all its ledgers.
std::vector<LedgerAccount> list_ledger_accounts(storage::Transaction& tx, AccountKind kind,
                                                std::string_view owner);
// May be lower than what is drawn; then nothing can be drawn until that is repaid.
void set_credit_limit(storage::Transaction& tx, int64_t account_key, Minor limit);

// All of them, in order, or none. Those that were recorded before, with the same content, are done already.
base::Result<void, TransferRefused> record_transfers(storage::Transaction& tx,
                                                     std::span<const Transfer> transfers);
// Posts or voids all of them, or none. One that was ended the same way before is done already.
base::Result<void, TransferRefused> settle_transfers(storage::Transaction& tx,
                                                     std::span<const TransferId> ids, Settlement settlement);

// What a step of `source` has moved, in the order of its legs; what was voided is left out.
std::vector<Transfer> read_transfers(storage::Transaction& tx, int64_t source, int64_t step);

// Every way in which balances and transfers do not agree, each a sentence; none in a sound ledger. Reads all
// of it: for tests, backups and self-checks.
std::vector<std::string> find_ledger_faults(storage::Transaction& tx);

}  // namespace sluice::commerce
