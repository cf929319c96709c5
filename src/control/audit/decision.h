#pragma once
// Why a caller was let in or kept out. A value.

#include <string>
#include <string_view>
#include <vector>

#include "contract/api/error.h"
#include "platform/json/json_fwd.h"

namespace sluice::audit {

// The statement of a policy that decided.
struct Statement {
  std::string policy;
  int statement = 0;  // counted from 1
  bool operator==(const Statement&) const = default;
};

struct Decision {
  enum class By {
    NotAsked,      // refused before permission was asked
    AccountKey,    // of the account itself no policy is asked
    Everybody,     // the action needs no permission
    Policy,        // the statements allow it, one for each resource of the call
    ExplicitDeny,  // the statement denies it
    ImplicitDeny,  // no statement applies
    OperatorOnly,  // the action is the operator's
  };
  By by = By::NotAsked;
  std::vector<Statement> statements;
  bool operator==(const Decision&) const = default;
};

std::string_view to_string(Decision::By by);
// A sentence: "statement 2 of the policy ops allows it".
std::string explain(const Decision& decision);

// What the answer to a refused call says of it.
Decision decision_of(const api::AccessDenied& denied);

// As it is stored. What cannot be read is NotAsked.
std::string to_text(const Decision& decision);
Decision parse_decision(std::string_view text);

}  // namespace sluice::audit
