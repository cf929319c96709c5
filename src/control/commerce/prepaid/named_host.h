#pragma once
// The host that an order names, as renewals, changes and transfers begin with it: S08 looks it up, S11 looks
// at it as the account's, and as the registry's where that is elsewhere.

#include <string_view>

#include "control/commerce/pipeline/stages.h"

namespace sluice::commerce {

// OrderQueryInstanceNotExists where the account has no subscription with it; else what check_host_is_there
// says.
std::optional<Refusal> check_named_host(const HostFacts& host, base::WallTime now);

// Of a stage S11: the host of the purchase.
void gather_named_host(storage::Transaction& tx, Product& product, Situation& situation);

}  // namespace sluice::commerce
