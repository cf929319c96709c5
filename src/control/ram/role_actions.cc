#include <fmt/format.h>

#include "contract/api/ram/roles.h"
#include "control/identity/identity_store.h"
#include "control/identity/policy_store.h"
#include "control/identity/role_store.h"
#include "control/policy/trust_policy.h"
#include "control/ram/handlers.h"
#include "control/ram/paging.h"
#include "control/ram/role_view.h"

namespace sluice::ram {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using identity::Role;
using storage::Transaction;

json::Value with_trust(const Call& call, const Role& role) {
  json::Value value = to_json(call.caller, role);
  value["AssumeRolePolicyDocument"] = role.trust_policy;
  return value;
}

base::Result<void, api::Error> check_trust(const api::Action& action, const std::string& document) {
  const auto trust = policy::parse_trust(document);
  if (!trust) return refuse(action, "MalformedPolicyDocument", trust.error().message);
  return {};
}

Answer create_role(const Tools& tools, Transaction& tx, const Call& call, const api::CreateRole& request) {
  const api::Action& action = api::CreateRole::declaration;
  const int64_t account = call.caller.account_key;
  if (auto checked = check_trust(action, request.assume_role_policy_document); !checked) {
    return base::Unexpected{std::move(checked).error()};
  }
  if (identity::find_role(tx, account, request.role_name)) {
    return refuse(action, "EntityAlreadyExists.Role", "there is a role " + request.role_name);
  }
  if (identity::count_roles(tx, account) >= tools.limits.roles_per_account_max) {
    return refuse(action, "LimitExceeded.Role",
                  fmt::format("an account has at most {} roles", tools.limits.roles_per_account_max));
  }
  const Role role{.key = tools.environment.keys.next(),
                  .account_key = account,
                  .id = model::mint_role_id(tools.environment.random),
                  .name = request.role_name,
                  .description = request.description,
                  .trust_policy = request.assume_role_policy_document,
                  .session_max = std::chrono::seconds(request.max_session_duration),
                  .created = call.now,
                  .updated = call.now};
  identity::insert_role(tx, role);
  identity::note_change_of(tx, account, role.key);
  return json::Value{{"Role", with_trust(call, role)}};
}

Answer get_role(Transaction& tx, const Call& call, const api::GetRole& request) {
  const auto role = identity::find_role(tx, call.caller.account_key, request.role_name);
  if (!role) return refuse(api::GetRole::declaration, "EntityNotExist.Role");
  return json::Value{{"Role", with_trust(call, *role)}};
}

// How long a session lasts is in its token, and trust is looked up when somebody asks for one: nothing of it
// is kept in memory.
Answer update_role(Transaction& tx, const Call& call, const api::UpdateRole& request) {
  const api::Action& action = api::UpdateRole::declaration;
  auto role = identity::find_role(tx, call.caller.account_key, request.role_name);
  if (!role) return refuse(action, "EntityNotExist.Role");
  if (const auto& document = request.new_assume_role_policy_document) {
    if (auto checked = check_trust(action, *document); !checked) {
      return base::Unexpected{std::move(checked).error()};
    }
    role->trust_policy = *document;
  }
  if (request.new_description) role->description = *request.new_description;
  if (request.new_max_session_duration) {
    role->session_max = std::chrono::seconds(*request.new_max_session_duration);
  }
  role->updated = call.now;
  identity::update_role(tx, *role);
  return json::Value{{"Role", with_trust(call, *role)}};
}

Answer delete_role(Transaction& tx, const Call& call, const api::DeleteRole& request) {
  const api::Action& action = api::DeleteRole::declaration;
  const auto role = identity::find_role(tx, call.caller.account_key, request.role_name);
  if (!role) return refuse(action, "EntityNotExist.Role");
  const size_t policies = identity::list_attachments_of(tx, role->key).size();
  if (policies > 0) {
    return refuse(action, "DeleteConflict.Role.Policy", fmt::format("{} policies are attached", policies));
  }
  identity::delete_role(tx, role->key);
  identity::note_change_of(tx, role->account_key, role->key);
  return json::Value::object();
}

Answer list_roles(Transaction& tx, const Call& call, const api::ListRoles& request) {
  return list_page(
      api::ListRoles::declaration, request.marker, request.max_items, "Roles", "Role",
      [&](int64_t after, int64_t count_max) {
        return identity::list_roles(tx, call.caller.account_key, after, count_max);
      },
      [&](const Role& role) { return to_json(call.caller, role); });
}

}  // namespace

void serve_roles(actions::Registry& registry, const Tools& tools) {
  registry.serve<api::CreateRole>(
      [tools](auto& tx, const auto& call, const auto& request) {
        return create_role(tools, tx, call, request);
      },
      tools.catch_up());
  registry.serve<api::GetRole>(get_role);
  registry.serve<api::UpdateRole>(update_role);
  registry.serve<api::DeleteRole>(delete_role, tools.catch_up());
  registry.serve<api::ListRoles>(list_roles);
}

}  // namespace sluice::ram
