#pragma once
// A document, compiled: what the evaluation reads. Values, immutable once made.

#include <string>
#include <vector>

#include "control/policy/condition.h"
#include "control/policy/resource.h"
#include "control/policy/trust_policy.h"
#include "control/policy/wildcard.h"

namespace sluice::policy {

enum class Effect { Allow, Deny };

// Covered: Action. AllBut: NotAction.
enum class Reach { Covered, AllBut };

struct TrustedPrincipal {
  Principal::Kind kind;
  std::string name;
  bool operator==(const TrustedPrincipal&) const = default;
};

struct Statement {
  Effect effect = Effect::Deny;
  Reach action_reach = Reach::Covered;
  std::vector<Wildcard> actions;
  std::vector<ResourcePattern> resources;    // of policies
  std::vector<TrustedPrincipal> principals;  // of trust policies
  std::vector<Condition> conditions;
  bool operator==(const Statement&) const = default;

  // Action and conditions. `action` ignores case.
  bool covers(const Subject& action, const Context& context) const;
};

class Policy {
 public:
  explicit Policy(std::vector<Statement> read) : statements(std::move(read)) {}
  const std::vector<Statement> statements;
};

class TrustPolicy {
 public:
  explicit TrustPolicy(std::vector<Statement> read) : statements(std::move(read)) {}
  const std::vector<Statement> statements;
};

}  // namespace sluice::policy
