#pragma once
// Carries out what stages have decided.

#include <optional>
#include <span>

#include "control/commerce/pipeline/situation.h"
#include "platform/storage/transaction.h"

namespace sluice::commerce {

// What has become of an order by the effects so far, from one commit to the next.
struct Progress {
  Order order;  // once it is inserted, or before, where it was there
  std::string resource_id;
};

// One effect after the other. What a stage has decided on a snapshot of this very transaction cannot fail any
// more, except for what only the making shows; then something may have been written, and the unit undoes
// itself.
std::optional<Refusal> perform(storage::Transaction& tx, Product& product, const Situation& situation,
                               std::span<const Effect> effects, Progress& progress);

}  // namespace sluice::commerce
