#pragma once
// What becomes of a run of a call's unit: its writes are kept or undone, the call is answered or goes on, and
// the row of a call that has begun something outside is written, renewed or ended with it
// (control/unfinished).

#include <functional>
#include <memory>

#include "contract/api/parameter_set.h"
#include "control/actions/registry.h"
#include "control/idempotency/client_token.h"

namespace sluice::actions {

// An answer that is kept, which may be an error that leaves a trace, or what the run is undone with.
using Ran = base::Result<Answer, api::Error>;

inline Ran undo(Answer answer) {
  return base::Unexpected{std::move(answer).error()};
}

// What the row of an unfinished call says of it.
struct Asked {
  const api::Action& action;
  std::shared_ptr<const api::ParameterSet> parameters;  // null: there is nobody outside
  const idempotency::Claim* claim = nullptr;            // null: it came without a token
  base::WallTime now{};                                 // real time, of this run: leases count from it
};

// `done` writes down that the call is done, in the same transaction. The answer of a run that lacks answers
// or begins a step is told to nobody; whoever runs the unit asks its consultation first.
Ran conclude(storage::Transaction& tx, const Call& call, const Asked& asked, Answer answer,
             const std::function<void(const json::Value& answer)>& done);

}  // namespace sluice::actions
