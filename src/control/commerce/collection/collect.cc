#include "control/commerce/collection/collect.h"

#include <algorithm>

#include "control/commerce/catalogue/default_commodities.h"
#include "control/commerce/customer/payer.h"

namespace sluice::commerce {
namespace {

// Amounts were made to fit what this very transaction has read.
void record(storage::Transaction& tx, const std::vector<Transfer>& transfers) {
  if (!record_transfers(tx, transfers)) {
    throw storage::EngineError(storage::EngineError::Kind::Defect, "a collection does not fit the ledger");
  }
}

// From one account after the other until the amount is reached.
class Legs {
 public:
  Legs(int64_t source, int64_t step, int64_t last_leg, int64_t credit_key, base::WallTime now)
      : source_(source), step_(step), leg_(last_leg), credit_key_(credit_key), now_(now) {}

  void take(int64_t debit_key, Minor amount) {
    if (amount <= 0) return;
    transfers_.push_back({.id = {source_, step_, ++leg_},
                          .debit_key = debit_key,
                          .credit_key = credit_key_,
                          .amount = amount,
                          .phase = Phase::Posted,
                          .created = now_});
  }
  const std::vector<Transfer>& transfers() const { return transfers_; }

 private:
  int64_t source_, step_, leg_, credit_key_;
  base::WallTime now_;
  std::vector<Transfer> transfers_;
};

Minor free_of(storage::Transaction& tx, const AccountName& name) {
  const auto account = find_ledger_account(tx, name);
  return account ? std::max<Minor>(0, available(*account)) : 0;
}

int64_t key_of(storage::Transaction& tx, AccountKind kind, const FundAccount& fund,
               std::string_view currency) {
  return find_ledger_account(tx, {kind, fund.id, std::string(currency)})->key;
}

// Cash first, then credit; what was taken.
Minor take(storage::Transaction& tx, Legs& legs, const FundAccount& fund, std::string_view currency,
           Minor amount, const FreeMoney& free) {
  const Minor cash = std::min(amount, free.cash);
  const Minor credit = std::min(amount - cash, free.credit);
  if (cash > 0) legs.take(key_of(tx, AccountKind::Cash, fund, currency), cash);
  if (credit > 0) legs.take(key_of(tx, AccountKind::Credit, fund, currency), credit);
  return cash + credit;
}

// Where a payment of the bill goes: it clears the arrears that the bill was booked as. A bill that another
// system made is in no book here, and earns when it is paid.
int64_t payee_of(storage::Transaction& tx, storage::KeySource& keys, const Bill& bill) {
  for (const Transfer& transfer : read_transfers(tx, bill.key, issue_step)) {
    const auto account = find_ledger_account(tx, transfer.debit_key);
    if (account && account->name.kind == AccountKind::Arrears) return account->key;
  }
  return open_ledger_account(tx, {AccountKind::Revenue, std::string(elb_post_code), bill.currency},
                             keys.next());
}

Minor pay(storage::Transaction& tx, storage::KeySource& keys, Bill& bill, const FundAccount& fund,
          const FreeMoney& free, base::WallTime now) {
  const Minor rest = bill.amount - bill.paid;
  if (bill.state != BillState::Issued || free.cash + free.credit <= 0) return 0;
  const auto earlier = read_transfers(tx, bill.key, pay_step);
  Legs legs(bill.key, pay_step, static_cast<int64_t>(earlier.size()), payee_of(tx, keys, bill), now);
  const Minor paid = take(tx, legs, fund, bill.currency, rest, free);
  record(tx, legs.transfers());
  bill.paid += paid;
  if (bill.paid == bill.amount) bill.state = BillState::Paid;
  update_bill(tx, bill);
  return paid;
}

}  // namespace

int64_t debtor_of(storage::Transaction& tx, int64_t account_key, base::WallTime now) {
  Payers payers = find_payers(tx, account_key);
  if (payers.pay_relation && !is_in_force(*payers.pay_relation, now)) payers.pay_relation.reset();
  return payer_of(account_key, payers);
}

FreeMoney free_money(storage::Transaction& tx, const FundAccount& fund, std::string_view currency) {
  if (fund.status != FundStatus::Valid) return {};
  FreeMoney free{.cash = free_of(tx, {AccountKind::Cash, fund.id, std::string(currency)})};
  if (!fund.credit_suspended) {
    free.credit = free_of(tx, {AccountKind::Credit, fund.id, std::string(currency)});
  }
  return free;
}

std::optional<Issued> issue_bill(storage::Transaction& tx, storage::KeySource& keys, Bill bill,
                                 const FundAccount& fund, std::string_view commodity, base::WallTime now,
                                 const DepositSource& deposit) {
  if (!insert_bill(tx, bill)) return std::nullopt;
  const int64_t revenue =
      open_ledger_account(tx, {AccountKind::Revenue, std::string(commodity), bill.currency}, keys.next());
  Legs legs(bill.key, issue_step, 0, revenue, now);
  const Minor of_deposit = deposit.ledger_key == 0 ? 0 : std::min(deposit.left, bill.amount);
  legs.take(deposit.ledger_key, of_deposit);
  bill.paid = of_deposit + take(tx, legs, fund, bill.currency, bill.amount - of_deposit,
                                free_money(tx, fund, bill.currency));
  if (bill.paid < bill.amount) {
    const int64_t arrears =
        open_ledger_account(tx, {AccountKind::Arrears, fund.id, bill.currency}, keys.next());
    legs.take(arrears, bill.amount - bill.paid);
  }
  record(tx, legs.transfers());
  bill.state = bill.paid == bill.amount ? BillState::Paid : BillState::Issued;
  update_bill(tx, bill);
  return Issued{std::move(bill), of_deposit};
}

void recharge(storage::Transaction& tx, storage::KeySource& keys, int64_t recharge_key,
              const FundAccount& fund, std::string_view currency, std::string_view channel, Minor amount,
              base::WallTime now) {
  const std::string ledger(currency);
  const int64_t bank =
      open_ledger_account(tx, {AccountKind::Bank, std::string(channel), ledger}, keys.next());
  const int64_t cash = open_ledger_account(tx, {AccountKind::Cash, fund.id, ledger}, keys.next());
  Legs legs(recharge_key, recharge_step, 0, cash, now);
  legs.take(bank, amount);
  record(tx, legs.transfers());
}

Minor collect(storage::Transaction& tx, storage::KeySource& keys, Bill& bill, const FundAccount& fund,
              base::WallTime now) {
  return pay(tx, keys, bill, fund, free_money(tx, fund, bill.currency), now);
}

std::vector<Collected> collect_all(storage::Transaction& tx, storage::KeySource& keys,
                                   const FundAccount& fund, std::string_view currency, base::WallTime now) {
  std::vector<Collected> collected;
  FreeMoney free{.cash = free_money(tx, fund, currency).cash};
  for (Bill& bill : list_unpaid_bills(tx, fund.account_key, currency)) {
    if (free.cash == 0) break;
    const Minor paid = pay(tx, keys, bill, fund, free, now);
    free.cash -= paid;
    collected.push_back({std::move(bill), paid});
  }
  return collected;
}

}  // namespace sluice::commerce
