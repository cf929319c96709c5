#include "control/gateway/permission.h"

#include <fmt/format.h>

namespace sluice::gateway {
namespace {

using identity::Caller;
using identity::CallerKind;

constexpr std::string_view region_parameter = "EnsRegionId";

std::string value_or(const api::ParameterSet& parameters, std::string_view name, std::string_view otherwise) {
  const std::string* const value = parameters.find(name);
  return value == nullptr || value->empty() ? std::string(otherwise) : *value;
}

// What stands for {#name} in an ARN. What a call does not name is everything, but for a user who means
// himself.
std::string substitute(std::string_view name, const api::ParameterSet& parameters, const Caller& caller) {
  if (name == "accountId") return caller.account_id.get();
  if (name == "policyOwner") {
    return value_or(parameters, "PolicyType", {}) == "System" ? "system" : caller.account_id.get();
  }
  const bool is_himself = name == "UserName" && caller.kind == CallerKind::User;
  return value_or(parameters, name, is_himself ? std::string_view(caller.principal_name) : "*");
}

std::string expand(std::string_view arn, const api::ParameterSet& parameters, const Caller& caller) {
  std::string expanded;
  while (true) {
    const size_t begin = arn.find("{#"), end = arn.find('}');
    if (begin == std::string_view::npos || end == std::string_view::npos) break;
    expanded += arn.substr(0, begin);
    expanded += substitute(arn.substr(begin + 2, end - begin - 2), parameters, caller);
    arn.remove_prefix(end + 1);
  }
  return expanded += arn;
}

api::Error refused(const api::Action& action, std::string_view resource, const Caller& caller,
                   api::AccessDenied denied, std::string hint) {
  denied.auth_action = action.ram.action;
  denied.principal_owner = caller.account_id.get();
  switch (caller.kind) {
    case CallerKind::Account:
      denied.principal_type = "Account";
      denied.principal_name = caller.account_id.get();
      break;
    case CallerKind::User:
      denied.principal_type = "SubUser";
      denied.principal_name = caller.principal_id;
      break;
    case CallerKind::AssumedRole:
      denied.principal_type = "AssumedRoleUser";
      denied.principal_name = fmt::format("{}:{}", caller.principal_name, caller.session_name);
      break;
  }
  api::Error error =
      api::make_error(action.error("NoPermission"), fmt::format("{} Action: {}", resource, action.ram.action),
                      std::move(hint));
  error.access_denied = std::move(denied);
  return error;
}

}  // namespace

std::vector<std::string> resources_of(const api::Action& action, const api::ParameterSet& parameters,
                                      const Caller& caller) {
  std::vector<std::string> resources;
  for (const std::string_view arn : action.ram.resource_types) {
    resources.push_back(expand(arn, parameters, caller));
  }
  if (resources.empty()) {
    const std::string_view code = action.ram.action.substr(0, action.ram.action.find(':'));
    resources.push_back(fmt::format("acs:{}:{}:{}:*", code, value_or(parameters, region_parameter, "*"),
                                    caller.account_id.get()));
  }
  return resources;
}

base::Result<void, api::Error> check_permission(const api::Action& action,
                                                const api::ParameterSet& parameters,
                                                const Authenticated& authenticated, const Origin&,
                                                base::WallTime) {
  const Caller& caller = authenticated.caller;
  const std::vector<std::string> resources = resources_of(action, parameters, caller);
  if (action.ram.audience == api::Audience::OperatorOnly && !caller.is_operator) {
    return base::Unexpected{refused(action, resources.front(), caller, {.no_permission_type = "ImplicitDeny"},
                                    "only the operator may do this")};
  }
  if (caller.kind == CallerKind::Account || action.ram.audience == api::Audience::Everybody) return {};
  return base::Unexpected{
      refused(action, resources.front(), caller,
              {.policy_type = "AccountLevelIdentityBasedPolicy", .no_permission_type = "ImplicitDeny"},
              "no policy is attached that allows it")};
}

}  // namespace sluice::gateway
