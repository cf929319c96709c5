#include "control/sts/sts_actions.h"

#include "control/sts/handlers.h"

namespace sluice::sts {

void serve(actions::Registry& registry, const actions::Environment& environment,
           const identity::SessionTokens& tokens, identity::Directory& directory) {
  serve_assume_role(registry, environment, tokens, directory);
  serve_get_caller_identity(registry);
}

}  // namespace sluice::sts
