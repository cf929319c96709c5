#include <algorithm>

#include <fmt/format.h>

#include "contract/api/ram/policy_attachments.h"
#include "control/identity/identity_store.h"
#include "control/identity/policy_store.h"
#include "control/identity/user_store.h"
#include "control/ram/handlers.h"
#include "control/ram/policy_view.h"

namespace sluice::ram {
namespace {

using actions::Answer;
using actions::Call;
using actions::refuse;
using identity::Attachment;
using identity::PolicyType;
using storage::Transaction;

std::optional<PolicyView> find_view(Transaction& tx, int64_t account_key, PolicyType type,
                                    const std::string& name) {
  if (type == PolicyType::System) {
    const auto* const system = identity::find_system_policy(name);
    return system == nullptr ? std::nullopt : std::optional(view_of(*system));
  }
  const auto custom = identity::find_policy(tx, account_key, name);
  return custom ? std::optional(view_of(*custom)) : std::nullopt;
}

Answer attach_policy(const Tools& tools, Transaction& tx, const Call& call,
                     const api::AttachPolicyToUser& request) {
  const api::Action& action = api::AttachPolicyToUser::declaration;
  const int64_t account = call.caller.account_key;
  const PolicyType type = identity::to_policy_type(request.policy_type);
  const auto user = identity::find_user(tx, account, request.user_name);
  if (!user) return refuse(action, "EntityNotExist.User");
  if (!find_view(tx, account, type, request.policy_name)) return refuse(action, "EntityNotExist.Policy");
  const auto attached = identity::list_attachments_of(tx, user->key);
  const auto is_same = [&](const Attachment& each) {
    return each.type == type && each.policy_name == request.policy_name;
  };
  if (std::ranges::any_of(attached, is_same)) return refuse(action, "EntityAlreadyExists.User.Policy");
  if (attached.size() >= tools.limits.policies_per_user_max) {
    return refuse(action, "LimitExceeded.User.Policy",
                  fmt::format("a user has at most {} policies", tools.limits.policies_per_user_max));
  }
  identity::attach_policy(
      tx, account,
      {.principal_key = user->key, .type = type, .policy_name = request.policy_name, .attached = call.now});
  identity::note_change(tx, account);
  return json::Value::object();
}

Answer detach_policy(Transaction& tx, const Call& call, const api::DetachPolicyFromUser& request) {
  const api::Action& action = api::DetachPolicyFromUser::declaration;
  const auto user = identity::find_user(tx, call.caller.account_key, request.user_name);
  if (!user) return refuse(action, "EntityNotExist.User");
  if (!identity::detach_policy(tx, user->key, identity::to_policy_type(request.policy_type),
                               request.policy_name)) {
    return refuse(action, "EntityNotExist.User.Policy");
  }
  identity::note_change(tx, user->account_key);
  return json::Value::object();
}

Answer list_policies_for_user(Transaction& tx, const Call& call, const api::ListPoliciesForUser& request) {
  const auto user = identity::find_user(tx, call.caller.account_key, request.user_name);
  if (!user) return refuse(api::ListPoliciesForUser::declaration, "EntityNotExist.User");
  json::Value list = json::Value::array();
  for (const Attachment& attachment : identity::list_attachments_of(tx, user->key)) {
    const auto view = find_view(tx, user->account_key, attachment.type, attachment.policy_name);
    if (!view) continue;
    json::Value policy = to_json(*view);
    policy["AttachDate"] = base::format_iso8601(attachment.attached);
    list.push_back(std::move(policy));
  }
  return json::Value{{"Policies", {{"Policy", std::move(list)}}}};
}

}  // namespace

void serve_attachments(actions::Registry& registry, const Tools& tools) {
  registry.serve<api::AttachPolicyToUser>(
      [tools](auto& tx, const auto& call, const auto& request) {
        return attach_policy(tools, tx, call, request);
      },
      tools.catch_up());
  registry.serve<api::DetachPolicyFromUser>(detach_policy, tools.catch_up());
  registry.serve<api::ListPoliciesForUser>(list_policies_for_user);
}

}  // namespace sluice::ram
