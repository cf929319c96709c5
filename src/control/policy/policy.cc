#include "control/policy/policy.h"

#include <algorithm>

#include "control/policy/document.h"
#include "control/policy/statement.h"

namespace sluice::policy {
namespace {

bool reaches(const Statement& statement, const Resource& resource) {
  return std::ranges::any_of(statement.resources,
                             [&](const ResourcePattern& pattern) { return pattern.matches(resource); });
}

// What one side says by itself. A Deny ends the search; the first Allow is remembered.
Decision decide_side(std::span<const Named> policies, Decision::Side side, const Request& request) {
  Decision decision{.side = side};
  const Subject action(request.action, Case::Ignored);
  const Resource resource(request.resource);
  for (const Named& named : policies) {
    for (size_t i = 0; i < named.policy->statements.size(); ++i) {
      const Statement& statement = named.policy->statements[i];
      // An Allow changes nothing any more once there is one.
      if (statement.effect == Effect::Allow && decision.allowed()) continue;
      if (!statement.covers(action, request.context) || !reaches(statement, resource)) continue;
      const bool deny = statement.effect == Effect::Deny;
      decision = {deny ? Decision::Outcome::ExplicitDeny : Decision::Outcome::Allowed, side, named.name, i};
      if (deny) return decision;
    }
  }
  return decision;
}

}  // namespace

bool Statement::covers(const Subject& action, const Context& context) const {
  const bool matched =
      std::ranges::any_of(actions, [&](const Wildcard& pattern) { return pattern.matches(action); });
  return matched == (action_reach == Reach::Covered) &&
         std::ranges::all_of(conditions,
                             [&](const Condition& condition) { return condition.holds(context); });
}

base::Result<std::shared_ptr<const Policy>, Malformed> parse(std::string_view document,
                                                             std::span<const Key> product_keys) {
  auto statements = read_document(DocumentKind::Policy, document, product_keys);
  if (!statements) return base::Unexpected{std::move(statements).error()};
  return std::shared_ptr<const Policy>(std::make_shared<Policy>(*std::move(statements)));
}

bool operator==(const Policy& a, const Policy& b) {
  return a.statements == b.statements;
}

Decision decide(std::span<const Named> identity, const Request& request) {
  return decide_side(identity, Decision::Side::Identity, request);
}

Decision decide(std::span<const Named> identity, const Named& session, const Request& request) {
  const Decision own = decide_side(identity, Decision::Side::Identity, request);
  if (own.outcome == Decision::Outcome::ExplicitDeny) return own;
  const Decision limit = decide_side({&session, 1}, Decision::Side::Session, request);
  if (limit.outcome == Decision::Outcome::ExplicitDeny || own.allowed()) {
    return limit.allowed() ? own : limit;
  }
  return own;
}

}  // namespace sluice::policy
