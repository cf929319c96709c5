#include "control/gateway/permission.h"

#include <algorithm>

#include <fmt/format.h>

#include "contract/api/role_arn.h"
#include "control/policy/policy.h"

namespace sluice::gateway {
namespace {

using identity::Caller;
using identity::CallerKind;

constexpr std::string_view region_parameter = "EnsRegionId";
constexpr std::string_view commerce_actions[] = {"bss:CreateOrder", "bss:PayOrder"};
constexpr const char* implicit_deny = "ImplicitDeny";
constexpr const char* explicit_deny = "ExplicitDeny";
// Of a name or an id in an ARN, the longest that there are. It is a policy that says how often a longer text
// is compared, on the gateway's loop: 100 KB beside the policies that one user may have took seconds.
constexpr size_t segment_bytes_max = 128;

// Only what the action declares is looked at: whatever else a caller sends means nothing to it, and so must
// not choose what he is checked against.
std::string value_or(const api::Action& action, const api::ParameterSet& parameters, std::string_view name,
                     std::string_view otherwise) {
  if (std::ranges::find(action.parameters, name, &api::Parameter::name) == action.parameters.end()) {
    return std::string(otherwise);
  }
  const std::string* const value = parameters.find(name);
  return value == nullptr ? std::string(otherwise) : *value;
}

// A name or an id fits into one segment of an ARN. What does not is neither, and is refused later.
bool is_segment(std::string_view text) {
  return text.size() <= segment_bytes_max && text.find_first_of(":/*?") == std::string_view::npos;
}

// The role that a call names may be another account's. What is no role's ARN stands for all of them.
std::string of_role_arn(const api::Action& action, const api::ParameterSet& parameters,
                        std::string_view api::RoleArn::*part) {
  const std::string text = value_or(action, parameters, "RoleArn", {});
  const auto arn = api::parse_role_arn(text);
  return arn && is_segment((*arn).*part) ? std::string((*arn).*part) : "*";
}

// What stands for {#name} in an ARN. What a call does not name is everything, but for a user who means
// himself, and for an account, which is the caller's own.
std::string substitute(const api::Action& action, std::string_view name, const api::ParameterSet& parameters,
                       const Caller& caller) {
  if (name == "accountId") return caller.account_id.get();
  if (name == "AccountId") {
    const std::string account = value_or(action, parameters, name, caller.account_id.get());
    return is_segment(account) ? account : "*";
  }
  if (name == "policyOwner") {
    return value_or(action, parameters, "PolicyType", {}) == "System" ? "system" : caller.account_id.get();
  }
  if (name == "roleAccount") return of_role_arn(action, parameters, &api::RoleArn::account_id);
  if (name == "roleName") return of_role_arn(action, parameters, &api::RoleArn::role_name);
  const bool is_himself = name == "UserName" && caller.kind == CallerKind::User;
  std::string value =
      value_or(action, parameters, name, is_himself ? std::string_view(caller.principal_name) : "*");
  return is_segment(value) ? value : "*";
}

std::string expand(const api::Action& action, std::string_view arn, const api::ParameterSet& parameters,
                   const Caller& caller) {
  std::string expanded;
  while (true) {
    const size_t begin = arn.find("{#"), end = arn.find('}');
    if (begin == std::string_view::npos || end == std::string_view::npos) break;
    expanded += arn.substr(0, begin);
    expanded += substitute(action, arn.substr(begin + 2, end - begin - 2), parameters, caller);
    arn.remove_prefix(end + 1);
  }
  return expanded += arn;
}

api::Error refused(const api::Action& action, std::string_view resource, const Caller& caller,
                   api::AccessDenied denied, std::string hint) {
  denied.auth_action = action.ram.action;
  denied.principal_owner = caller.account_id.get();
  denied.principal_type = identity::principal_type(caller);
  denied.principal_name = identity::principal_display_name(caller);
  api::Error error =
      api::make_error(action.error("NoPermission"), fmt::format("{} Action: {}", resource, action.ram.action),
                      std::move(hint));
  error.access_denied = std::move(denied);
  return error;
}

api::AccessDenied reason_of(const policy::Decision& decision) {
  const bool is_explicit = decision.outcome == policy::Decision::Outcome::ExplicitDeny;
  api::AccessDenied denied{.policy_type = "AccountLevelIdentityBasedPolicy",
                           .no_permission_type = is_explicit ? explicit_deny : implicit_deny};
  if (is_explicit) {
    denied.policy_name = decision.policy;
    denied.statement = static_cast<int>(decision.statement) + 1;
  }
  return denied;
}

std::vector<policy::Named> policies_of(const Authenticated& authenticated) {
  std::vector<policy::Named> policies;
  if (authenticated.permissions == nullptr) return policies;
  for (const identity::AttachedPolicy& attached : *authenticated.permissions) {
    policies.push_back({attached.name, attached.policy.get()});
  }
  return policies;
}

policy::Context context_of(const Origin& origin, base::WallTime now) {
  return {.current_time = now, .secure_transport = origin.over_tls, .source_ip = origin.address};
}

std::string hint_of(const policy::Decision& decision) {
  if (decision.policy.empty()) return "no policy is attached that allows it";
  return fmt::format("statement {} of the policy {} denies it", decision.statement + 1, decision.policy);
}

}  // namespace

std::vector<std::string> resources_of(const api::Action& action, const api::ParameterSet& parameters,
                                      const Caller& caller) {
  std::vector<std::string> resources;
  for (const std::string_view arn : action.ram.resource_types) {
    resources.push_back(expand(action, arn, parameters, caller));
  }
  if (resources.empty()) {
    const std::string_view code = action.ram.action.substr(0, action.ram.action.find(':'));
    resources.push_back(fmt::format("acs:{}:{}:{}:*", code,
                                    substitute(action, region_parameter, parameters, caller),
                                    caller.account_id.get()));
  }
  return resources;
}

base::Result<audit::Decision, api::Error> check_permission(const api::Action& action,
                                                           const api::ParameterSet& parameters,
                                                           const Authenticated& authenticated,
                                                           const Origin& origin, base::WallTime now) {
  const Caller& caller = authenticated.caller;
  if (action.ram.audience == api::Audience::OperatorOnly && !caller.is_operator) {
    return base::Unexpected{refused(action, resources_of(action, parameters, caller).front(), caller,
                                    {.no_permission_type = implicit_deny}, "only the operator may do this")};
  }
  using By = audit::Decision::By;
  if (caller.kind == CallerKind::Account) return audit::Decision{.by = By::AccountKey, .statements = {}};
  if (action.ram.audience == api::Audience::Everybody) {
    return audit::Decision{.by = By::Everybody, .statements = {}};
  }

  const auto policies = policies_of(authenticated);
  const policy::Context context = context_of(origin, now);
  audit::Decision allowed{.by = By::Policy, .statements = {}};
  for (const std::string& resource : resources_of(action, parameters, caller)) {
    const policy::Decision decision = policy::decide(policies, {action.ram.action, resource, context});
    if (!decision.allowed()) {
      return base::Unexpected{refused(action, resource, caller, reason_of(decision), hint_of(decision))};
    }
    audit::Statement statement{std::string(decision.policy), static_cast<int>(decision.statement) + 1};
    if (std::ranges::find(allowed.statements, statement) == allowed.statements.end()) {
      allowed.statements.push_back(std::move(statement));
    }
  }
  return allowed;
}

bool is_commerce_denied(const api::Action& action, const Authenticated& authenticated, const Origin& origin,
                        base::WallTime now) {
  const Caller& caller = authenticated.caller;
  if (!action.ram.places_order || caller.kind == CallerKind::Account) return false;
  const auto policies = policies_of(authenticated);
  const policy::Context context = context_of(origin, now);
  const std::string resource = fmt::format("acs:bss:*:{}:*", caller.account_id.get());
  return std::ranges::any_of(commerce_actions, [&](std::string_view name) {
    return policy::decide(policies, {name, resource, context}).outcome ==
           policy::Decision::Outcome::ExplicitDeny;
  });
}

}  // namespace sluice::gateway
