#include <algorithm>

#include <fmt/format.h>

#include "contract/api/ram/policies.h"
#include "control/identity/identity_store.h"
#include "control/identity/policy_store.h"
#include "control/identity/system_policies.h"
#include "control/identity/user_store.h"
#include "control/policy/policy.h"
#include "control/ram/handlers.h"
#include "control/ram/paging.h"
#include "control/ram/policy_view.h"

namespace sluice::ram {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using identity::CustomPolicy;
using identity::PolicyType;
using identity::PolicyVersion;
using storage::Transaction;

// What lists and GetPolicy show beside the policy itself.
json::Value with_uses(Transaction& tx, const Call& call, const PolicyView& policy) {
  json::Value value = to_json(policy);
  value["CreateDate"] = policy.created;
  value["UpdateDate"] = policy.updated;
  value["AttachmentCount"] =
      identity::count_attachments(tx, call.caller.account_key, policy.type, policy.name);
  return value;
}

base::Result<void, api::Error> check_document(const api::Action& action, const std::string& document) {
  const auto policy = policy::parse(document);
  if (!policy) return refuse(action, "MalformedPolicyDocument", policy.error().message);
  return {};
}

Answer create_policy(const Tools& tools, Transaction& tx, const Call& call,
                     const api::CreatePolicy& request) {
  const api::Action& action = api::CreatePolicy::declaration;
  const int64_t account = call.caller.account_key;
  if (auto checked = check_document(action, request.policy_document); !checked) {
    return base::Unexpected{std::move(checked).error()};
  }
  if (identity::find_policy(tx, account, request.policy_name)) {
    return refuse(action, "EntityAlreadyExists.Policy", "there is a policy " + request.policy_name);
  }
  if (identity::count_policies(tx, account) >= tools.limits.policies_per_account_max) {
    return refuse(action, "LimitExceeded.Policy",
                  fmt::format("an account has at most {} policies", tools.limits.policies_per_account_max));
  }
  const CustomPolicy policy{.key = tools.environment.keys.next(),
                            .account_key = account,
                            .name = request.policy_name,
                            .description = request.description,
                            .created = call.now,
                            .updated = call.now};
  identity::insert_policy(tx, policy);
  identity::insert_policy_version(tx, policy.key, {.document = request.policy_document, .created = call.now});
  const PolicyView view = view_of(policy);
  json::Value told = to_json(view);
  told["CreateDate"] = view.created;
  return json::Value{{"Policy", std::move(told)}};
}

Answer get_policy(Transaction& tx, const Call& call, const api::GetPolicy& request) {
  const api::Action& action = api::GetPolicy::declaration;
  if (identity::to_policy_type(request.policy_type) == PolicyType::System) {
    const auto* const system = identity::find_system_policy(request.policy_name);
    if (system == nullptr) return refuse(action, "EntityNotExist.Policy");
    return json::Value{{"Policy", with_uses(tx, call, view_of(*system))},
                       {"DefaultPolicyVersion", version_of(*system)}};
  }
  const auto policy = identity::find_policy(tx, call.caller.account_key, request.policy_name);
  if (!policy) return refuse(action, "EntityNotExist.Policy");
  const auto version = identity::find_policy_version(tx, policy->key, policy->default_version);
  if (!version) return refuse(action, "EntityNotExist.Policy");
  return json::Value{{"Policy", with_uses(tx, call, view_of(*policy))},
                     {"DefaultPolicyVersion", to_json(*version, true)}};
}

// System policies are listed as if they had the keys 1, 2, 3, which no custom one has.
std::vector<PolicyView> views_after(Transaction& tx, const Call& call, const std::optional<std::string>& type,
                                    int64_t after, int64_t count_max) {
  std::vector<PolicyView> views;
  if (type != "Custom") {
    int64_t key = 0;
    for (const auto& system : identity::system_policies()) {
      if (++key <= after || static_cast<int64_t>(views.size()) == count_max) continue;
      views.push_back(view_of(system));
      views.back().key = key;
    }
  }
  if (type == "System") return views;
  const int64_t left = count_max - static_cast<int64_t>(views.size());
  for (const auto& policy : identity::list_policies(tx, call.caller.account_key, after, left)) {
    views.push_back(view_of(policy));
  }
  return views;
}

Answer list_policies(Transaction& tx, const Call& call, const api::ListPolicies& request) {
  return list_page(
      api::ListPolicies::declaration, request.marker, request.max_items, "Policies", "Policy",
      [&](int64_t after, int64_t count_max) {
        return views_after(tx, call, request.policy_type, after, count_max);
      },
      [&](const PolicyView& view) { return with_uses(tx, call, view); });
}

Answer delete_policy(Transaction& tx, const Call& call, const api::DeletePolicy& request) {
  const api::Action& action = api::DeletePolicy::declaration;
  const auto policy = identity::find_policy(tx, call.caller.account_key, request.policy_name);
  if (!policy) return refuse(action, "EntityNotExist.Policy");
  const auto uses = identity::list_attachments(tx, policy->account_key, PolicyType::Custom, policy->name);
  const auto is_of_user = [&](const identity::Attachment& use) {
    return identity::find_user(tx, policy->account_key, use.principal_key).has_value();
  };
  const auto users = std::ranges::count_if(uses, is_of_user);
  if (users > 0) return refuse(action, "DeleteConflict.Policy.User", fmt::format("{} users have it", users));
  if (!uses.empty()) {
    return refuse(action, "DeleteConflict.Policy.Role", fmt::format("{} roles have it", uses.size()));
  }
  const size_t versions = identity::list_policy_versions(tx, policy->key).size();
  if (versions > 1) {
    return refuse(action, "DeleteConflict.Policy.Version", fmt::format("{} versions are left", versions));
  }
  identity::delete_policy(tx, policy->key);
  return json::Value::object();
}

// False where there is no room for another version.
bool make_room(Transaction& tx, const CustomPolicy& policy, size_t versions_max, bool may_delete) {
  const std::vector<int64_t> versions = identity::list_policy_versions(tx, policy.key);
  if (versions.size() < versions_max) return true;
  if (!may_delete) return false;
  const auto oldest =
      std::ranges::find_if(versions, [&](int64_t version) { return version != policy.default_version; });
  if (oldest == versions.end()) return false;
  identity::delete_policy_version(tx, policy.key, *oldest);
  return true;
}

Answer create_policy_version(const Tools& tools, Transaction& tx, const Call& call,
                             const api::CreatePolicyVersion& request) {
  const api::Action& action = api::CreatePolicyVersion::declaration;
  if (auto checked = check_document(action, request.policy_document); !checked) {
    return base::Unexpected{std::move(checked).error()};
  }
  auto policy = identity::find_policy(tx, call.caller.account_key, request.policy_name);
  if (!policy) return refuse(action, "EntityNotExist.Policy");
  if (!make_room(tx, *policy, tools.limits.versions_per_policy_max, request.rotate_strategy != "None")) {
    return refuse(action, "LimitExceeded.Policy.Version",
                  fmt::format("a policy has at most {} versions", tools.limits.versions_per_policy_max));
  }
  const PolicyVersion version{
      .version = ++policy->newest_version, .document = request.policy_document, .created = call.now};
  identity::insert_policy_version(tx, policy->key, version);
  if (request.set_as_default) policy->default_version = version.version;
  policy->updated = call.now;
  identity::update_policy(tx, *policy);
  if (request.set_as_default) identity::note_change(tx, policy->account_key);
  return json::Value{{"PolicyVersion", to_json(version, request.set_as_default)}};
}

}  // namespace

void serve_policies(actions::Registry& registry, const Tools& tools) {
  registry.serve<api::CreatePolicy>([tools](auto& tx, const auto& call, const auto& request) {
    return create_policy(tools, tx, call, request);
  });
  registry.serve<api::GetPolicy>(get_policy);
  registry.serve<api::ListPolicies>(list_policies);
  registry.serve<api::DeletePolicy>(delete_policy);
  registry.serve<api::CreatePolicyVersion>(
      [tools](auto& tx, const auto& call, const auto& request) {
        return create_policy_version(tools, tx, call, request);
      },
      tools.catch_up());
}

}  // namespace sluice::ram
