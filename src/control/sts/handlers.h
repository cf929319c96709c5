#pragma once
// The handlers of this module, by the file they are in.

#include "control/sts/sts_actions.h"

namespace sluice::sts {

// assume_role.cc
void serve_assume_role(actions::Registry& registry, const actions::Environment& environment,
                       const identity::SessionTokens& tokens, identity::Directory& directory);
// get_caller_identity.cc
void serve_get_caller_identity(actions::Registry& registry);

}  // namespace sluice::sts
