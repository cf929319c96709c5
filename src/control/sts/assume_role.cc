#include "contract/api/sts/assume_role.h"

#include <chrono>

#include <fmt/format.h>

#include "contract/api/role_arn.h"
#include "control/identity/identity_store.h"
#include "control/identity/role_store.h"
#include "control/policy/trust_policy.h"
#include "control/sts/handlers.h"
#include "platform/base/log.h"

namespace sluice::sts {
namespace {

using actions::Answer;
using actions::Call;
using identity::Role;
using storage::Transaction;

constexpr const api::Action& action = api::AssumeRole::declaration;

// A role that does not trust the caller; and what another account does not have, as that is not for him to
// know.
base::Unexpected<api::Error> not_trusted(const api::AssumeRole& request, const Call& call, bool is_denied) {
  api::Error error = api::make_error(
      action.error("NoPermission"), fmt::format("{} Action: {}", request.role_arn, action.ram.action),
      is_denied ? "a statement of the role's trust policy denies it"
                : "the role's trust policy does not name " + identity::arn_of(call.caller));
  error.access_denied = {.auth_action = std::string(action.ram.action),
                         .principal_type = std::string(identity::principal_type(call.caller)),
                         .principal_name = identity::principal_display_name(call.caller),
                         .principal_owner = call.caller.account_id.get(),
                         .policy_type = "AssumeRolePolicy",
                         .no_permission_type = is_denied ? "ExplicitDeny" : "ImplicitDeny"};
  return base::Unexpected{std::move(error)};
}

policy::Context context_of(const Call& call, const api::AssumeRole& request) {
  policy::Context context{.current_time = call.received,
                          .secure_transport = call.origin.over_tls,
                          .source_ip = call.origin.address};
  if (request.external_id) {
    context.product_keys.emplace(policy::external_id.name, *request.external_id);
  }
  return context;
}

policy::Decision decide_trust(const Role& role, const Call& call, const api::AssumeRole& request) {
  const auto trust = policy::parse_trust(role.trust_policy);
  if (!trust) {
    base::log_error("sts.unreadable_trust_policy", {{"role", role.name}, {"reason", trust.error().message}});
    return {};
  }
  const std::string arn = identity::arn_of(call.caller);
  return policy::decide(**trust, action.ram.action, {policy::Principal::Kind::Ram, arn},
                        context_of(call, request));
}

Answer assume_role(base::Random& random, const identity::SessionTokens& tokens, Transaction& tx,
                   const Call& call, const api::AssumeRole& request) {
  if (request.policy) {
    return actions::invalid(action, "Policy",
                            "session policies are not served: what a session may do is what the policies of "
                            "its role allow");
  }
  const api::RoleArn arn = *api::parse_role_arn(request.role_arn);
  const auto account = identity::find_account(tx, model::AccountId(std::string(arn.account_id)));
  const auto role = account ? identity::find_role(tx, account->key, arn.role_name) : std::nullopt;
  if (!role) {
    const bool is_own = arn.account_id == call.caller.account_id.get();
    if (!is_own) return not_trusted(request, call, false);
    return actions::refuse(action, "EntityNotExist.Role");
  }
  const policy::Decision decision = decide_trust(*role, call, request);
  if (!decision.allowed()) {
    return not_trusted(request, call, decision.outcome == policy::Decision::Outcome::ExplicitDeny);
  }
  const std::chrono::seconds duration(request.duration_seconds);
  if (duration > role->session_max) {
    return actions::invalid(action, "DurationSeconds",
                            fmt::format("received {}; accepted is an integer from 900 to {}, the longest "
                                        "session of this role",
                                        duration.count(), role->session_max.count()));
  }
  const auto received = std::chrono::floor<std::chrono::seconds>(call.received);
  const identity::Session session{.account_id = account->account_id,
                                  .role_id = role->id,
                                  .name = request.role_session_name,
                                  .access_key_id = model::mint_temporary_key_id(random),
                                  .secret = base::Secret(model::mint_temporary_key_secret(random)),
                                  .expires = received + duration};
  return json::Value{{"Credentials",
                      {{"AccessKeyId", session.access_key_id.get()},
                       {"AccessKeySecret", std::string(session.secret.reveal())},
                       {"SecurityToken", tokens.seal(session, random)},
                       {"Expiration", base::format_iso8601(session.expires)}}},
                     {"AssumedRoleUser",
                      {{"Arn", fmt::format("{}/{}", request.role_arn, session.name)},
                       {"AssumedRoleId", fmt::format("{}:{}", role->id.get(), session.name)}}}};
}

}  // namespace

void serve_assume_role(actions::Registry& registry, const actions::Environment& environment,
                       const identity::SessionTokens& tokens, identity::Directory& directory) {
  registry.serve<api::AssumeRole>(
      [&random = environment.random, &tokens](auto& tx, const auto& call, const auto& request) {
        return assume_role(random, tokens, tx, call, request);
      },
      // The role may be one that another process has made a moment ago.
      [&directory](const json::Value&, std::function<void()> then) { directory.catch_up(std::move(then)); });
}

}  // namespace sluice::sts
