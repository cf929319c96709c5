#include "control/commerce/funding/entity_steps.h"

namespace sluice::commerce {

std::vector<Transfer> take_back_transfers(int64_t entity_key, const LedgerAccount& from, int64_t to_key,
                                          base::WallTime now) {
  const Minor free = available(from);
  if (free <= 0) return {};
  return {{.id = {entity_key, take_back_step, from.debits_posted},
           .debit_key = from.key,
           .credit_key = to_key,
           .amount = free,
           .phase = Phase::Posted,
           .created = now}};
}

}  // namespace sluice::commerce
