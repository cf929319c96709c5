#pragma once

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/identity/directory.h"
#include "control/identity/session_tokens.h"

namespace sluice::sts {

// AssumeRole and GetCallerIdentity. Tokens and directory outlive the registry.
void serve(actions::Registry& registry, const actions::Environment& environment,
           const identity::SessionTokens& tokens, identity::Directory& directory);

}  // namespace sluice::sts
