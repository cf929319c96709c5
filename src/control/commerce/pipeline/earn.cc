#include "control/commerce/pipeline/earn.h"

#include "control/commerce/funding/transfers.h"

namespace sluice::commerce {

void expect_agreed(const base::Result<void, TransferRefused>& told) {
  if (told) return;
  throw storage::EngineError(storage::EngineError::Kind::Defect, "the money of an order is not where it was");
}

void earn(storage::Transaction& tx, const Order& order, int64_t new_account_key, base::WallTime now) {
  const auto paid = read_transfers(tx, order.key, authorise_step);
  if (paid.empty() || order.deposit_left > 0) return;
  const int64_t revenue =
      open_ledger_account(tx, {AccountKind::Revenue, order.commodity, order.currency}, new_account_key);
  const Transfer earned{.id = {order.key, earn_step, 1},
                        .debit_key = paid.front().credit_key,
                        .credit_key = revenue,
                        .amount = order.payable,
                        .created = now};
  expect_agreed(record_transfers(tx, {&earned, 1}));
}

}  // namespace sluice::commerce
