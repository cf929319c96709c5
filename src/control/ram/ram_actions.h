#pragma once

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/identity/directory.h"
#include "control/identity/sealer.h"

namespace sluice::ram {

// Counts of the documentation, and where it names none, of ours.
struct Limits {
  int64_t users_per_account_max = 1000;
  size_t keys_per_user_max = 2;
  size_t keys_of_root_max = 5;
  int64_t policies_per_account_max = 1500;
  size_t versions_per_policy_max = 5;
  size_t policies_per_user_max = 20;
  int64_t roles_per_account_max = 1000;
  size_t policies_per_role_max = 20;
};

// Users, access keys, policies and roles. Sealer and directory outlive the registry.
void serve(actions::Registry& registry, const actions::Environment& environment,
           const identity::Sealer& sealer, identity::Directory& directory, Limits limits = {});

}  // namespace sluice::ram
