#include <charconv>

#include "contract/api/ram/policy_versions.h"
#include "control/identity/identity_store.h"
#include "control/identity/policy_store.h"
#include "control/identity/system_policies.h"
#include "control/ram/handlers.h"
#include "control/ram/policy_view.h"

namespace sluice::ram {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using identity::PolicyType;
using storage::Transaction;

// Of v7. The declaration has let nothing else through.
int64_t parse_version_id(std::string_view id) {
  int64_t version = 0;
  std::from_chars(id.data() + 1, id.data() + id.size(), version);
  return version;
}

Answer list_policy_versions(Transaction& tx, const Call& call, const api::ListPolicyVersions& request) {
  const api::Action& action = api::ListPolicyVersions::declaration;
  json::Value list = json::Value::array();
  if (identity::to_policy_type(request.policy_type) == PolicyType::System) {
    const auto* const system = identity::find_system_policy(request.policy_name);
    if (system == nullptr) return refuse(action, "EntityNotExist.Policy");
    list.push_back(version_of(*system));
  } else {
    const auto policy = identity::find_policy(tx, call.caller.account_key, request.policy_name);
    if (!policy) return refuse(action, "EntityNotExist.Policy");
    for (const int64_t number : identity::list_policy_versions(tx, policy->key)) {
      const auto version = identity::find_policy_version(tx, policy->key, number);
      if (version) list.push_back(to_json(*version, number == policy->default_version));
    }
  }
  return json::Value{{"PolicyVersions", {{"PolicyVersion", std::move(list)}}}};
}

Answer get_policy_version(Transaction& tx, const Call& call, const api::GetPolicyVersion& request) {
  const api::Action& action = api::GetPolicyVersion::declaration;
  const int64_t number = parse_version_id(request.version_id);
  if (identity::to_policy_type(request.policy_type) == PolicyType::System) {
    const auto* const system = identity::find_system_policy(request.policy_name);
    if (system == nullptr) return refuse(action, "EntityNotExist.Policy");
    if (number != 1) return refuse(action, "EntityNotExist.Policy.Version");
    return json::Value{{"PolicyVersion", version_of(*system)}};
  }
  const auto policy = identity::find_policy(tx, call.caller.account_key, request.policy_name);
  if (!policy) return refuse(action, "EntityNotExist.Policy");
  const auto version = identity::find_policy_version(tx, policy->key, number);
  if (!version) return refuse(action, "EntityNotExist.Policy.Version");
  return json::Value{{"PolicyVersion", to_json(*version, number == policy->default_version)}};
}

Answer set_default_policy_version(Transaction& tx, const Call& call,
                                  const api::SetDefaultPolicyVersion& request) {
  const api::Action& action = api::SetDefaultPolicyVersion::declaration;
  auto policy = identity::find_policy(tx, call.caller.account_key, request.policy_name);
  if (!policy) return refuse(action, "EntityNotExist.Policy");
  const auto version = identity::find_policy_version(tx, policy->key, parse_version_id(request.version_id));
  if (!version) return refuse(action, "EntityNotExist.Policy.Version");
  policy->default_version = version->version;
  policy->updated = call.now;
  identity::update_policy(tx, *policy);
  identity::note_change(tx, policy->account_key);
  return json::Value::object();
}

Answer delete_policy_version(Transaction& tx, const Call& call, const api::DeletePolicyVersion& request) {
  const api::Action& action = api::DeletePolicyVersion::declaration;
  const auto policy = identity::find_policy(tx, call.caller.account_key, request.policy_name);
  if (!policy) return refuse(action, "EntityNotExist.Policy");
  const int64_t number = parse_version_id(request.version_id);
  if (!identity::find_policy_version(tx, policy->key, number)) {
    return refuse(action, "EntityNotExist.Policy.Version");
  }
  if (number == policy->default_version) {
    return refuse(action, "DeleteConflict.Policy.Version.Default", "put another one in force first");
  }
  identity::delete_policy_version(tx, policy->key, number);
  return json::Value::object();
}

}  // namespace

void serve_policy_versions(actions::Registry& registry, const Tools& tools) {
  registry.serve<api::ListPolicyVersions>(list_policy_versions);
  registry.serve<api::GetPolicyVersion>(get_policy_version);
  registry.serve<api::SetDefaultPolicyVersion>(set_default_policy_version, tools.catch_up());
  registry.serve<api::DeletePolicyVersion>(delete_policy_version);
}

}  // namespace sluice::ram
