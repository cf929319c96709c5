#pragma once
// Runs a call: validates it, hands its unit to storage (with the token's claim in the same transaction where
// the action has one), and turns what comes back into an answer. Thread-safe; nothing here waits.

#include <functional>

#include "control/actions/registry.h"
#include "control/idempotency/client_token.h"
#include "platform/storage/database.h"
#include "platform/storage/key_source.h"

namespace sluice::actions {

class Executor {
 public:
  Executor(const Registry& registry, storage::Database& database, storage::KeySource& keys,
           std::chrono::seconds token_validity = idempotency::validity_default);

  // Called once, on the calling thread for a refusal, otherwise on a storage thread. The answer has its
  // RequestId.
  using Done = std::function<void(Answer)>;
  void run(const api::Action& action, const api::ParameterSet& parameters, Call call, Done done);

 private:
  const Registry& registry_;
  storage::Database& database_;
  storage::KeySource& keys_;
  const std::chrono::seconds token_validity_;
};

}  // namespace sluice::actions
