#pragma once
// What is given back when a resource that was bought is released.

#include <cstdint>
#include <string>

#include "control/commerce/pipeline/place_order.h"
#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

struct Released {
  int64_t account_key = 0;
  int64_t order_key = 0;  // 0: it was made before there were orders
  std::string ens_region_id;
  std::string spec;
  base::WallTime now;
};

// Its last bill is made out; then stock, quota and what is left of the deposit (commerce fact sheet, 4.4): to
// the sources it came from, the one that was used last first; what a coupon paid goes to the promotion that
// it came from. Called inside the unit of work in which the resource ends, once. A ledger that does not agree
// is told as an error.
base::Result<void, Refusal> release(storage::Transaction& tx, const Engine& engine, const Released& released);

}  // namespace sluice::commerce
