#pragma once

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/identity/directory.h"
#include "control/identity/sealer.h"

namespace sluice::accounts {

struct Limits {
  size_t accounts_max = 10'000;
  size_t keys_per_account_max = 5;  // of the account itself, as RAM allows it
};

// What the operator does about accounts and their own access keys. Sealer and directory outlive the registry.
void serve(actions::Registry& registry, const actions::Environment& environment,
           const identity::Sealer& sealer, identity::Directory& directory, Limits limits = {});

}  // namespace sluice::accounts
