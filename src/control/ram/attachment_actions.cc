#include <algorithm>

#include <fmt/format.h>

#include "contract/api/ram/policy_attachments.h"
#include "control/identity/identity_store.h"
#include "control/identity/policy_store.h"
#include "control/identity/role_store.h"
#include "control/identity/user_store.h"
#include "control/ram/handlers.h"
#include "control/ram/policy_view.h"
#include "control/ram/role_view.h"

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

// Who has a policy, or is to have it; and what of him the errors are about: User or Role.
struct Holder {
  int64_t key;
  std::string_view kind;
  size_t policies_max;
};

Answer attach(const api::Action& action, Transaction& tx, const Call& call, const Holder& holder,
              const std::string& policy_type, const std::string& policy_name) {
  const int64_t account = call.caller.account_key;
  const PolicyType type = identity::to_policy_type(policy_type);
  if (!find_view(tx, account, type, policy_name)) return refuse(action, "EntityNotExist.Policy");
  const auto attached = identity::list_attachments_of(tx, holder.key);
  const auto is_same = [&](const Attachment& each) {
    return each.type == type && each.policy_name == policy_name;
  };
  if (std::ranges::any_of(attached, is_same)) {
    return refuse(action, fmt::format("EntityAlreadyExists.{}.Policy", holder.kind));
  }
  if (attached.size() >= holder.policies_max) {
    return refuse(action, fmt::format("LimitExceeded.{}.Policy", holder.kind),
                  fmt::format("there are at most {}", holder.policies_max));
  }
  identity::attach_policy(
      tx, account,
      {.principal_key = holder.key, .type = type, .policy_name = policy_name, .attached = call.now});
  identity::note_change_of(tx, account, holder.key);
  return json::Value::object();
}

Answer detach(const api::Action& action, Transaction& tx, const Call& call, const Holder& holder,
              const std::string& policy_type, const std::string& policy_name) {
  if (!identity::detach_policy(tx, holder.key, identity::to_policy_type(policy_type), policy_name)) {
    return refuse(action, fmt::format("EntityNotExist.{}.Policy", holder.kind));
  }
  identity::note_change_of(tx, call.caller.account_key, holder.key);
  return json::Value::object();
}

Answer list_policies_of(Transaction& tx, const Call& call, const Holder& holder) {
  json::Value list = json::Value::array();
  for (const Attachment& attachment : identity::list_attachments_of(tx, holder.key)) {
    const auto view = find_view(tx, call.caller.account_key, attachment.type, attachment.policy_name);
    if (!view) continue;
    json::Value policy = to_json(*view);
    policy["AttachDate"] = base::format_iso8601(attachment.attached);
    list.push_back(std::move(policy));
  }
  return json::Value{{"Policies", {{"Policy", std::move(list)}}}};
}

// `then` with the user or role that the request names.
template <class Request, class Then>
Answer for_user(const Limits& limits, Transaction& tx, const Call& call, const Request& request, Then then) {
  const auto user = identity::find_user(tx, call.caller.account_key, request.user_name);
  if (!user) return refuse(Request::declaration, "EntityNotExist.User");
  return then(Holder{user->key, "User", limits.policies_per_user_max});
}

template <class Request, class Then>
Answer for_role(const Limits& limits, Transaction& tx, const Call& call, const Request& request, Then then) {
  const auto role = identity::find_role(tx, call.caller.account_key, request.role_name);
  if (!role) return refuse(Request::declaration, "EntityNotExist.Role");
  return then(Holder{role->key, "Role", limits.policies_per_role_max});
}

Answer list_entities(Transaction& tx, const Call& call, const api::ListEntitiesForPolicy& request) {
  const int64_t account = call.caller.account_key;
  const PolicyType type = identity::to_policy_type(request.policy_type);
  if (!find_view(tx, account, type, request.policy_name)) {
    return refuse(api::ListEntitiesForPolicy::declaration, "EntityNotExist.Policy");
  }
  json::Value users = json::Value::array(), roles = json::Value::array();
  for (const Attachment& attachment : identity::list_attachments(tx, account, type, request.policy_name)) {
    const std::string attached = base::format_iso8601(attachment.attached);
    if (const auto user = identity::find_user(tx, account, attachment.principal_key)) {
      users.push_back({{"UserId", user->id.get()},
                       {"UserName", user->name},
                       {"DisplayName", user->display_name},
                       {"AttachDate", attached}});
    } else if (const auto role = identity::find_role(tx, account, attachment.principal_key)) {
      roles.push_back({{"RoleId", role->id.get()},
                       {"RoleName", role->name},
                       {"Arn", arn_of(call.caller, *role)},
                       {"Description", role->description},
                       {"AttachDate", attached}});
    }
  }
  return json::Value{{"Users", {{"User", std::move(users)}}},
                     {"Groups", {{"Group", json::Value::array()}}},
                     {"Roles", {{"Role", std::move(roles)}}}};
}

}  // namespace

void serve_attachments(actions::Registry& registry, const Tools& tools) {
  const Limits limits = tools.limits;
  registry.serve<api::AttachPolicyToUser>(
      [limits](auto& tx, const auto& call, const auto& request) {
        return for_user(limits, tx, call, request, [&](const Holder& user) {
          return attach(request.declaration, tx, call, user, request.policy_type, request.policy_name);
        });
      },
      tools.catch_up());
  registry.serve<api::DetachPolicyFromUser>(
      [limits](auto& tx, const auto& call, const auto& request) {
        return for_user(limits, tx, call, request, [&](const Holder& user) {
          return detach(request.declaration, tx, call, user, request.policy_type, request.policy_name);
        });
      },
      tools.catch_up());
  registry.serve<api::ListPoliciesForUser>([limits](auto& tx, const auto& call, const auto& request) {
    return for_user(limits, tx, call, request,
                    [&](const Holder& user) { return list_policies_of(tx, call, user); });
  });
  registry.serve<api::AttachPolicyToRole>(
      [limits](auto& tx, const auto& call, const auto& request) {
        return for_role(limits, tx, call, request, [&](const Holder& role) {
          return attach(request.declaration, tx, call, role, request.policy_type, request.policy_name);
        });
      },
      tools.catch_up());
  registry.serve<api::DetachPolicyFromRole>(
      [limits](auto& tx, const auto& call, const auto& request) {
        return for_role(limits, tx, call, request, [&](const Holder& role) {
          return detach(request.declaration, tx, call, role, request.policy_type, request.policy_name);
        });
      },
      tools.catch_up());
  registry.serve<api::ListPoliciesForRole>([limits](auto& tx, const auto& call, const auto& request) {
    return for_role(limits, tx, call, request,
                    [&](const Holder& role) { return list_policies_of(tx, call, role); });
  });
  registry.serve<api::ListEntitiesForPolicy>(list_entities);
}

}  // namespace sluice::ram
