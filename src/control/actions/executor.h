#pragma once
// Runs a call: validates it, hands its unit to storage (with its nonce, the token's claim where the action
// has one, and the event of the audit trail, in the same transaction), and turns what comes back into an
// answer. Thread-safe; nothing here waits.

#include <functional>

#include "control/actions/registry.h"
#include "control/actions/rounds.h"
#include "control/actions/turn.h"
#include "control/idempotency/in_flight.h"
#include "control/unfinished/unfinished_call.h"
#include "platform/storage/database.h"
#include "platform/storage/key_source.h"

namespace sluice::actions {

class Executor {
 public:
  Executor(const Registry& registry, storage::Database& database, storage::KeySource& keys,
           const audit::Trail& trail, std::chrono::seconds token_validity = idempotency::validity_default,
           idempotency::Mismatch mismatch = idempotency::Mismatch::InvalidParameter);

  // Before the first call: providers that calls may ask from then on. Without it there are none.
  void consult(const Outside& outside) { outside_ = outside; }
  // For a new call; null where there is nobody to ask.
  std::shared_ptr<providers::Consultation> make_consultation() const;

  // Called once, on the calling thread for a refusal, otherwise on a storage thread. The answer has its
  // RequestId.
  using Done = std::function<void(Answer)>;
  // What to tell a caller who does not want to wait longer for the turn of his call. `done` is called all the
  // same.
  struct Impatience {
    api::Error error;
    // To be asked before it is told: false if it no longer holds, as the call's turn has come.
    std::function<bool()> still_holds;
  };
  // Returns something only for a call that stands behind another one with its token.
  std::optional<Impatience> run(const api::Action& action, const api::ParameterSet& parameters, Call call,
                                Done done);

  // Goes on with what an earlier call has begun, as that call would (control/unfinished); the other calls
  // with its token wait behind it. False, and `done` is not called, if its action is not served or nobody
  // outside can be asked.
  struct Resumption {
    base::WallTime now;  // business time
    base::Random& random;
  };
  bool go_on(const unfinished::UnfinishedCall& call, const Resumption& resumption, Done done);

  // That answer for a call which is not to be run at all now; nothing if its token is not in use, or if it
  // has none.
  std::optional<api::Error> if_token_is_in_use(const api::Action& action, const api::ParameterSet& parameters,
                                               const identity::Caller& caller) const;

 private:
  using Kept = std::shared_ptr<const api::ParameterSet>;
  // A call with a token, as it stands in its line.
  struct Claimed {
    idempotency::Claim claim;
    std::shared_ptr<Turn> turn;
    int64_t key;
    Kept kept;
  };
  // Each hands the call's unit to storage, once.
  void run_once(const api::Action& action, const Call& call, const Kept& kept, Prepared prepared,
                Finish finish);
  void run_claimed(const api::Action& action, const Call& call, const Claimed& claimed, Prepared prepared,
                   Finish finish);
  // A call that may ask outside: it is run when those before it with its token are answered.
  idempotency::InFlight::Place wait_in_line(const api::Action& action, const Call& call,
                                            const Claimed& claimed, Prepared prepared, Finish leave);
  std::optional<Impatience> run_with_token(const api::Action& action, const Call& call,
                                           idempotency::Claim claim, const Kept& kept, Prepared prepared,
                                           Finish finish);

  const Registry& registry_;
  storage::Database& database_;
  storage::KeySource& keys_;
  const audit::Trail& trail_;
  const std::chrono::seconds token_validity_;
  const idempotency::Mismatch mismatch_;
  Outside outside_;
  idempotency::InFlight in_flight_;
};

}  // namespace sluice::actions
