#include "control/policy/trust_policy.h"

#include <algorithm>

#include "control/policy/document.h"
#include "control/policy/statement.h"

namespace sluice::policy {
namespace {

// "acs:ram::<account>:" of a RAM name; nothing if there is no such beginning.
std::string_view account_part(std::string_view name) {
  constexpr std::string_view scheme = "acs:ram::";
  const size_t colon = name.find(':', scheme.size());
  if (!name.starts_with(scheme) || colon == std::string_view::npos) return {};
  return name.substr(0, colon + 1);
}

bool is_session_of(std::string_view caller, std::string_view account, std::string_view role) {
  caller.remove_prefix(account.size());
  role.remove_prefix(account.size());
  constexpr std::string_view assumed = "assumed-role/", kind = "role/";
  if (!role.starts_with(kind)) return false;
  if (caller.starts_with(assumed)) {
    caller.remove_prefix(assumed.size());
  } else if (caller.starts_with(kind)) {
    caller.remove_prefix(kind.size());
  } else {
    return false;
  }
  const size_t slash = caller.find('/');
  return slash != std::string_view::npos && caller.substr(0, slash) == role.substr(kind.size());
}

bool names(const TrustedPrincipal& trusted, const Principal& caller) {
  if (trusted.kind != caller.kind) return false;
  if (trusted.name == caller.name) return true;
  if (trusted.kind != Principal::Kind::Ram) return false;
  const std::string_view account = account_part(trusted.name);
  if (account.empty() || !caller.name.starts_with(account)) return false;
  return std::string_view(trusted.name).substr(account.size()) == "root" ||
         is_session_of(caller.name, account, trusted.name);
}

}  // namespace

base::Result<std::shared_ptr<const TrustPolicy>, Malformed> parse_trust(std::string_view document,
                                                                        std::span<const Key> product_keys) {
  auto statements = read_document(DocumentKind::Trust, document, product_keys);
  if (!statements) return base::Unexpected{std::move(statements).error()};
  return std::shared_ptr<const TrustPolicy>(std::make_shared<TrustPolicy>(*std::move(statements)));
}

bool operator==(const TrustPolicy& a, const TrustPolicy& b) {
  return a.statements == b.statements;
}

Decision decide(const TrustPolicy& trust, std::string_view action, const Principal& principal,
                const Context& context) {
  Decision decision;
  const Subject asked(action, Case::Ignored);
  for (size_t i = 0; i < trust.statements.size(); ++i) {
    const Statement& statement = trust.statements[i];
    if (statement.effect == Effect::Allow && decision.allowed()) continue;
    const bool named = std::ranges::any_of(
        statement.principals, [&](const TrustedPrincipal& trusted) { return names(trusted, principal); });
    if (!named || !statement.covers(asked, context)) continue;
    decision.statement = i;
    if (statement.effect == Effect::Deny) {
      decision.outcome = Decision::Outcome::ExplicitDeny;
      return decision;
    }
    decision.outcome = Decision::Outcome::Allowed;
  }
  return decision;
}

}  // namespace sluice::policy
