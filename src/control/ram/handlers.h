#pragma once
// The handlers of this module, by the file they are in.

#include "control/actions/environment.h"
#include "control/actions/registry.h"
#include "control/identity/directory.h"
#include "control/identity/sealer.h"
#include "control/ram/ram_actions.h"

namespace sluice::ram {

// What the handlers work with; all of it outlives the registry.
struct Tools {
  actions::Environment environment;
  const identity::Sealer& sealer;
  identity::Directory& directory;
  Limits limits;

  // Of an action that changes who may do what: in force before it is answered.
  actions::AfterCommit catch_up() const {
    return [&directory = directory](const json::Value&, std::function<void()> then) {
      directory.catch_up(std::move(then));
    };
  }
};

// user_actions.cc
void serve_users(actions::Registry& registry, const Tools& tools);
// access_key_actions.cc
void serve_access_keys(actions::Registry& registry, const Tools& tools);
// policy_actions.cc
void serve_policies(actions::Registry& registry, const Tools& tools);
// policy_version_actions.cc
void serve_policy_versions(actions::Registry& registry, const Tools& tools);
// role_actions.cc
void serve_roles(actions::Registry& registry, const Tools& tools);
// attachment_actions.cc
void serve_attachments(actions::Registry& registry, const Tools& tools);
// absent_actions.cc
void serve_what_is_absent(actions::Registry& registry);

}  // namespace sluice::ram
