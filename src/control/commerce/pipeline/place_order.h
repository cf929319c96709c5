#pragma once
// An order from the first check to its end, in one transaction: all of it, or nothing.

#include <string>

#include "control/commerce/billing/billing.h"
#include "control/commerce/funding/channel.h"
#include "control/commerce/pipeline/purchase.h"
#include "control/commerce/pipeline/situation.h"
#include "control/commerce/pipeline/stages.h"
#include "control/commerce/terms/terms_store.h"
#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/storage/key_source.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// What every order works with; outlives them. Thread-safe.
struct Engine {
  TermsCache& terms;
  storage::KeySource& keys;
  base::Random& random;
  PaymentChannel& channel;
  const Billing* billing = nullptr;  // null: what is bought is free until somebody bills it
};

// For one run, used or not.
FreshKeys draw_keys(const Engine& engine);

struct Placed {
  int64_t order_key = 0;
  std::string resource_id;
};

// Runs the stages of a purchase and carries their effects out; what is paid by use is billed from then on.
// Where it returns a refusal something may have been written: the unit of work undoes itself, as any that
// returns an error.
base::Result<Placed, Refusal> place_order(storage::Transaction& tx, const Engine& engine, Product& product,
                                          const Purchase& purchase);
// The same with other stages, about something that is there.
base::Result<Placed, Refusal> place_order_about(storage::Transaction& tx, const Engine& engine,
                                                std::span<const Stage> stages, Product& product,
                                                const Purchase& purchase);

}  // namespace sluice::commerce
