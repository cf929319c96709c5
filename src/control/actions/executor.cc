#include "control/actions/executor.h"

#include "control/idempotency/client_token.h"
#include "control/nonces/used_nonces.h"
#include "platform/base/log.h"

namespace sluice::actions {
namespace {

json::Value with_request_id(const json::Value& answer, const model::RequestId& request_id) {
  json::Value complete{{"RequestId", request_id.get()}};
  complete.update(answer);
  return complete;
}

api::Error from_failure(const storage::Failure& failure, const api::Action& action, const Call& call) {
  const bool defect = failure.kind == storage::Failure::Kind::Defect;
  base::log(defect ? base::LogLevel::Error : base::LogLevel::Warning, "storage.failed",
            {{"action", action.name}, {"request_id", call.request_id.get()}, {"reason", failure.message}});
  return api::make_error(defect ? api::gateway::internal_error : api::gateway::service_unavailable);
}

// The unit of a call with a token: claim, effect and stored answer are one commit.
Answer run_once_per_token(storage::Transaction& tx, const Call& call, const api::Action& action,
                          const idempotency::Claim& claim, int64_t key, std::chrono::seconds validity,
                          const Prepared& prepared) {
  const auto found = idempotency::find(tx, claim, call.now);
  if (found && found->fingerprint != claim.fingerprint) {
    return base::Unexpected{api::invalid_parameter(
        action, idempotency::token_parameter,
        "this token was used with other parameters; use a new token for a new request")};
  }
  if (found) return found->answer;
  Answer answer = prepared(tx, call);
  if (answer) idempotency::record(tx, key, claim, *answer, call.now, validity);
  return answer;
}

}  // namespace

Executor::Executor(const Registry& registry, storage::Database& database, storage::KeySource& keys,
                   std::chrono::seconds token_validity)
    : registry_(registry), database_(database), keys_(keys), token_validity_(token_validity) {}

void Executor::run(const api::Action& action, const api::ParameterSet& parameters, Call call, Done done) {
  auto prepared = registry_.prepare(action, parameters);
  if (!prepared) return done(base::Unexpected{std::move(prepared).error()});

  auto finish = [&action, call, done = std::move(done)](base::Result<Answer, storage::Failure> outcome) {
    if (!outcome) return done(base::Unexpected{from_failure(outcome.error(), action, call)});
    if (!outcome->has_value()) return done(std::move(*outcome));
    done(with_request_id(**outcome, call.request_id));
  };
  if (action.effect == api::Effect::Read) {
    return storage::read(
        database_, storage::Lane::Calls,
        [call, prepared = std::move(*prepared)](storage::Transaction& tx) { return prepared(tx, call); },
        std::move(finish));
  }
  std::optional<idempotency::Claim> claim;
  const std::string* token = parameters.find(idempotency::token_parameter);
  if (action.idempotency == api::Idempotency::ClientToken && token != nullptr) {
    claim = idempotency::make_claim(call.caller.account_key, action, *token, parameters);
  }
  storage::write(
      database_,
      [&action, call, key = keys_.next(), validity = token_validity_, claim = std::move(claim),
       prepared = std::move(*prepared)](storage::Transaction& tx) -> Answer {
        // A request takes effect once, whoever sends it again.
        if (!nonces::use(tx, call.nonce, call.received)) {
          return base::Unexpected{api::make_error(api::gateway::signature_nonce_used)};
        }
        if (!claim) return prepared(tx, call);
        return run_once_per_token(tx, call, action, *claim, key, validity, prepared);
      },
      std::move(finish));
}

}  // namespace sluice::actions
