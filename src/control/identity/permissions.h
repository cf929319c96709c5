#pragma once
// What a user or a role may do, compiled: the policies that are attached.

#include <memory>
#include <string>
#include <vector>

#include "control/policy/policy.h"

namespace sluice::identity {

struct AttachedPolicy {
  std::string name;
  std::shared_ptr<const policy::Policy> policy;  // not null
};

// A value that never changes once it is shared; thread-safe.
using Permissions = std::vector<AttachedPolicy>;

}  // namespace sluice::identity
