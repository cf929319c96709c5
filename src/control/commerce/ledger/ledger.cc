#include "control/commerce/ledger/ledger.h"

#include <algorithm>
#include <map>

namespace sluice::commerce {
namespace {

using Reason = TransferRefused::Reason;

// As stored.
enum class State : int64_t { Pending = 0, Posted = 1, Voided = 2 };

struct Recorded {
  Transfer transfer;
  State state = State::Posted;
};

constexpr std::string_view select_account =
    "SELECT key, kind, owner, ledger, credit_limit, debits_pending, debits_posted, credits_pending, "
    "credits_posted FROM ledger_accounts ";

LedgerAccount to_account(const storage::Row& row) {
  return {.key = row.integer(0),
          .name = {to_account_kind(row.text(1)), std::string(row.text(2)), std::string(row.text(3))},
          .credit_limit = row.integer(4),
          .debits_pending = row.integer(5),
          .debits_posted = row.integer(6),
          .credits_pending = row.integer(7),
          .credits_posted = row.integer(8)};
}

std::optional<Recorded> find_transfer(storage::Transaction& tx, const TransferId& id) {
  std::optional<Recorded> found;
  tx.query(
      "SELECT debit_key, credit_key, amount, state FROM ledger_transfers WHERE source_key = ? AND step = ? "
      "AND leg = ?",
      {id.source, id.step, id.leg}, [&](const storage::Row& row) {
        found = Recorded{.transfer = {.id = id,
                                      .debit_key = row.integer(0),
                                      .credit_key = row.integer(1),
                                      .amount = row.integer(2)},
                         .state = static_cast<State>(row.integer(3))};
      });
  return found;
}

// The accounts that a group of transfers touches, read once and written once.
class Accounts {
 public:
  explicit Accounts(storage::Transaction& tx) : tx_(tx) {}

  LedgerAccount* find(int64_t key) {
    if (const auto known = accounts_.find(key); known != accounts_.end()) return &known->second;
    auto read = find_ledger_account(tx_, key);
    return read ? &accounts_.emplace(key, *std::move(read)).first->second : nullptr;
  }

  void write() {
    for (const auto& [key, account] : accounts_) {
      tx_.execute(
          "UPDATE ledger_accounts SET debits_pending = ?, debits_posted = ?, credits_pending = ?, "
          "credits_posted = ? WHERE key = ?",
          {account.debits_pending, account.debits_posted, account.credits_pending, account.credits_posted,
           key});
    }
  }

 private:
  storage::Transaction& tx_;
  std::map<int64_t, LedgerAccount> accounts_;
};

base::Unexpected<TransferRefused> refuse(Reason reason, const TransferId& id) {
  return base::Unexpected{TransferRefused{reason, id}};
}

base::Result<void, TransferRefused> enter(Accounts& accounts, const Transfer& transfer) {
  if (transfer.amount < 1 || transfer.amount > amount_max)
    return refuse(Reason::AmountOutOfRange, transfer.id);
  if (transfer.debit_key == transfer.credit_key) return refuse(Reason::SameAccount, transfer.id);
  LedgerAccount* const debit = accounts.find(transfer.debit_key);
  LedgerAccount* const credit = accounts.find(transfer.credit_key);
  if (debit == nullptr || credit == nullptr) return refuse(Reason::NoSuchAccount, transfer.id);
  if (debit->name.ledger != credit->name.ledger) return refuse(Reason::LedgersDiffer, transfer.id);
  for (const auto& [account, side] : {std::pair(debit, Side::Debit), std::pair(credit, Side::Credit)}) {
    if (!enter(*account, side, transfer.phase, transfer.amount)) {
      return base::Unexpected{TransferRefused{Reason::LimitReached, transfer.id, account->name}};
    }
  }
  return {};
}

bool is_same(const Transfer& transfer, const Recorded& recorded) {
  const Transfer& other = recorded.transfer;
  return transfer.debit_key == other.debit_key && transfer.credit_key == other.credit_key &&
         transfer.amount == other.amount;
}

State state_of(Phase phase) {
  return phase == Phase::Pending ? State::Pending : State::Posted;
}

}  // namespace

int64_t open_ledger_account(storage::Transaction& tx, const AccountName& name, int64_t key) {
  const int64_t opened = tx.execute(
      "INSERT INTO ledger_accounts (key, kind, owner, ledger, credit_limit, debits_pending, debits_posted, "
      "credits_pending, credits_posted) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0) ON CONFLICT (kind, owner, ledger) "
      "DO NOTHING",
      {key, to_text(name.kind), name.owner, name.ledger});
  return opened == 1 ? key : find_ledger_account(tx, name)->key;
}

std::optional<LedgerAccount> find_ledger_account(storage::Transaction& tx, const AccountName& name) {
  std::optional<LedgerAccount> found;
  tx.query(std::string(select_account) + "WHERE kind = ? AND owner = ? AND ledger = ?",
           {to_text(name.kind), name.owner, name.ledger},
           [&](const storage::Row& row) { found = to_account(row); });
  return found;
}

std::optional<LedgerAccount> find_ledger_account(storage::Transaction& tx, int64_t key) {
  std::optional<LedgerAccount> found;
  tx.query(std::string(select_account) + "WHERE key = ?", {key},
           [&](const storage::Row& row) { found = to_account(row); });
  return found;
}

std::vector<LedgerAccount> list_ledger_accounts(storage::Transaction& tx, AccountKind kind,
                                                std::string_view owner) {
  std::vector<LedgerAccount> accounts;
  tx.query(std::string(select_account) + "WHERE kind = ? AND owner = ? ORDER BY ledger",
           {to_text(kind), owner}, [&](const storage::Row& row) { accounts.push_back(to_account(row)); });
  return accounts;
}

void set_credit_limit(storage::Transaction& tx, int64_t account_key, Minor limit) {
  tx.execute("UPDATE ledger_accounts SET credit_limit = ? WHERE key = ?", {limit, account_key});
}

base::Result<void, TransferRefused> record_transfers(storage::Transaction& tx,
                                                     std::span<const Transfer> transfers) {
  Accounts accounts(tx);
  std::vector<const Transfer*> fresh;
  for (const Transfer& transfer : transfers) {
    if (const auto recorded = find_transfer(tx, transfer.id)) {
      if (!is_same(transfer, *recorded)) return refuse(Reason::OtherContent, transfer.id);
      continue;
    }
    const bool repeats = std::any_of(fresh.begin(), fresh.end(),
                                     [&](const Transfer* other) { return other->id == transfer.id; });
    if (repeats) return refuse(Reason::OtherContent, transfer.id);
    if (auto entered = enter(accounts, transfer); !entered) return entered;
    fresh.push_back(&transfer);
  }
  for (const Transfer* transfer : fresh) {
    tx.execute(
        "INSERT INTO ledger_transfers (source_key, step, leg, debit_key, credit_key, amount, state, "
        "created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        {transfer->id.source, transfer->id.step, transfer->id.leg, transfer->debit_key, transfer->credit_key,
         transfer->amount, static_cast<int64_t>(state_of(transfer->phase)),
         base::to_unix_ms(transfer->created)});
  }
  accounts.write();
  return {};
}

base::Result<void, TransferRefused> settle_transfers(storage::Transaction& tx,
                                                     std::span<const TransferId> ids, Settlement settlement) {
  const State ended = settlement == Settlement::Post ? State::Posted : State::Voided;
  Accounts accounts(tx);
  std::vector<TransferId> pending;
  for (const TransferId& id : ids) {
    const auto recorded = find_transfer(tx, id);
    if (recorded && recorded->state == ended) continue;
    if (std::find(pending.begin(), pending.end(), id) != pending.end()) continue;
    if (!recorded || recorded->state != State::Pending) return refuse(Reason::NotPending, id);
    settle(*accounts.find(recorded->transfer.debit_key), Side::Debit, settlement, recorded->transfer.amount);
    settle(*accounts.find(recorded->transfer.credit_key), Side::Credit, settlement,
           recorded->transfer.amount);
    pending.push_back(id);
  }
  for (const TransferId& id : pending) {
    tx.execute("UPDATE ledger_transfers SET state = ? WHERE source_key = ? AND step = ? AND leg = ?",
               {static_cast<int64_t>(ended), id.source, id.step, id.leg});
  }
  accounts.write();
  return {};
}

std::vector<Transfer> read_transfers(storage::Transaction& tx, int64_t source, int64_t step) {
  std::vector<Transfer> transfers;
  tx.query(
      "SELECT leg, debit_key, credit_key, amount, state, created_ms FROM ledger_transfers WHERE source_key = "
      "? AND step = ? AND state <> ? ORDER BY leg",
      {source, step, static_cast<int64_t>(State::Voided)}, [&](const storage::Row& row) {
        const auto state = static_cast<State>(row.integer(4));
        transfers.push_back({.id = {source, step, row.integer(0)},
                             .debit_key = row.integer(1),
                             .credit_key = row.integer(2),
                             .amount = row.integer(3),
                             .phase = state == State::Pending ? Phase::Pending : Phase::Posted,
                             .created = base::from_unix_ms(row.integer(5))});
      });
  return transfers;
}

}  // namespace sluice::commerce
