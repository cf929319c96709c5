#include "control/ram/ram_actions.h"

#include "control/ram/handlers.h"

namespace sluice::ram {

void serve(actions::Registry& registry, const actions::Environment& environment,
           const identity::Sealer& sealer, identity::Directory& directory, Limits limits) {
  const Tools tools{environment, sealer, directory, limits};
  serve_users(registry, tools);
  serve_access_keys(registry, tools);
  serve_policies(registry, tools);
  serve_policy_versions(registry, tools);
  serve_roles(registry, tools);
  serve_attachments(registry, tools);
  serve_what_is_absent(registry);
}

}  // namespace sluice::ram
