#include "control/actions/executor.h"

#include "contract/api/catalogue.h"
#include "control/actions/journal.h"
#include "control/actions/own_error.h"
#include "control/idempotency/client_token.h"
#include "control/nonces/used_nonces.h"
#include "control/unfinished/unfinished_call.h"
#include "platform/base/log.h"

namespace sluice::actions {
namespace {

using idempotency::InFlight;
using Refused = base::Unexpected<api::Error>;

json::Value with_request_id(const json::Value& answer, const model::RequestId& request_id) {
  json::Value complete{{"RequestId", request_id.get()}};
  complete.update(answer);
  return complete;
}

api::Error from_failure(const storage::Failure& failure, const api::Action& action, const Call& call) {
  const bool defect = failure.kind == storage::Failure::Kind::Defect;
  base::log(defect ? base::LogLevel::Error : base::LogLevel::Warning, "storage.failed",
            {{"action", action.name}, {"request_id", call.request_id.get()}, {"reason", failure.message}});
  // What is begun goes on without the caller, who is told nothing that may turn out wrong.
  if (call.consultation != nullptr && call.consultation->begun()) return still_under_way(action);
  switch (failure.kind) {
    case storage::Failure::Kind::Overloaded:
      break;
    case storage::Failure::Kind::Unavailable:
      return own_error(action, action.storage_error, api::gateway::service_unavailable);
    case storage::Failure::Kind::Defect:
      return own_error(action, "System.SystemError", api::gateway::internal_error);
  }
  return api::make_error(api::gateway::service_unavailable);
}

// Nothing for a call without a token.
std::optional<idempotency::Claim> claim_of(const api::Action& action, const api::ParameterSet& parameters,
                                           const identity::Caller& caller) {
  if (action.idempotency == api::Idempotency::None) return std::nullopt;
  const std::string* const token = parameters.find(idempotency::token_parameter);
  if (token == nullptr) return std::nullopt;
  return idempotency::make_claim(caller.account_key, action, *token, parameters);
}

// A request takes effect once, whoever sends it again.
bool is_replay(storage::Transaction& tx, const Call& call) {
  return !nonces::use(tx, call.nonce, call.received);
}

Answer refuse_replay() {
  return Refused{api::make_error(api::gateway::signature_nonce_used)};
}

api::Error other_parameters(const api::Action& action, idempotency::Mismatch mismatch,
                            const std::vector<std::string>& differing) {
  std::string hint = "this token was used with other parameters";
  for (size_t i = 0; i < differing.size(); ++i) hint += (i == 0 ? " (" : ", ") + differing[i];
  if (!differing.empty()) hint += " differ)";
  hint += "; use a new token for a new request";
  if (mismatch == idempotency::Mismatch::IdempotentParameterMismatch) {
    return api::make_error(api::gateway::idempotent_parameter_mismatch, {}, std::move(hint));
  }
  return api::invalid_parameter(action, idempotency::token_parameter, std::move(hint));
}

std::optional<api::Error> if_behind(const api::Action& action, idempotency::Mismatch mismatch,
                                    InFlight::Place place) {
  switch (place) {
    case InFlight::Place::First:
      break;
    case InFlight::Place::BehindTheSame:
      return api::make_error(action.error("Processing"));
    case InFlight::Place::BehindAnother:
      return other_parameters(action, mismatch, {});
  }
  return std::nullopt;
}

idempotency::Use use_of(const Call& call) {
  return {.access_key_id = call.caller.access_key_id.get(),
          .request_id = call.request_id.get(),
          .now = call.now,
          .received = call.received};
}

std::string_view remark_on(const Call& call) {
  return call.consultation == nullptr ? std::string_view() : call.consultation->remark();
}

Answer run_handler(storage::Transaction& tx, const Call& call, const Prepared& prepared) {
  if (call.consultation != nullptr) call.consultation->begin_run();
  return prepared(tx, call);
}

// What was begun was let in when it was.
bool comes_again(storage::Transaction& tx, const Call& call) {
  const bool is_begun = call.consultation != nullptr && call.consultation->begun();
  return !is_begun && is_replay(tx, call);
}

// The unit of a call without one.
Ran run_without_token(storage::Transaction& tx, const Call& call, const Asked& asked,
                      const audit::Trail& trail, const Prepared& prepared) {
  if (comes_again(tx, call)) return undo(refuse_replay());
  Answer answer = run_handler(tx, call, prepared);
  return conclude(tx, call, asked, std::move(answer), [&](const json::Value& done) {
    trail.record(tx, *call.attempt, audit::Outcome::Done, done, remark_on(call));
  });
}

// What another call with its token has begun, and not ended yet.
std::optional<api::Error> if_begun_by_another(storage::Transaction& tx, const Call& call,
                                              const api::Action& action, const idempotency::Claim& claim,
                                              idempotency::Mismatch mismatch) {
  if (call.consultation == nullptr || call.consultation->begun()) return std::nullopt;
  const auto begun = unfinished::find_by_token(tx, claim.account_key, claim.action, claim.token);
  if (!begun) return std::nullopt;
  if (begun->fingerprint != claim.fingerprint) return other_parameters(action, mismatch, {});
  return still_under_way(action);
}

// The unit of a call with a token: claim, effect, event and stored answer are one commit.
Ran run_once_per_token(storage::Transaction& tx, const Call& call, const Asked& asked, int64_t key,
                       std::chrono::seconds validity, idempotency::Mismatch mismatch,
                       const audit::Trail& trail, const Prepared& prepared) {
  if (comes_again(tx, call)) return undo(refuse_replay());
  const api::Action& action = asked.action;
  const idempotency::Claim& claim = *asked.claim;
  const auto found = idempotency::find(tx, claim);
  if (!found || found->expires <= call.now) {
    if (auto error = if_begun_by_another(tx, call, action, claim, mismatch)) {
      return base::Unexpected{*std::move(error)};
    }
    Answer answer = run_handler(tx, call, prepared);
    return conclude(tx, call, asked, std::move(answer), [&](const json::Value& done) {
      const auto resource_id = json::find_text_at(done, action.created_id).value_or(std::string_view());
      idempotency::record(tx, key, claim, found, use_of(call), {done, resource_id}, validity);
      trail.record(tx, *call.attempt, audit::Outcome::Done, done, remark_on(call));
    });
  }
  if (found->fingerprint == claim.fingerprint) {
    idempotency::note_use(tx, key, *found, use_of(call), idempotency::Outcome::Replayed, {}, validity);
    trail.record(tx, *call.attempt, audit::Outcome::Replayed, found->answer);
    return Answer(found->answer);
  }
  const auto differing = idempotency::differing_parameters(found->parameters, claim.parameters);
  idempotency::note_use(tx, key, *found, use_of(call), idempotency::Outcome::Refused, differing, validity);
  return Answer(Refused{other_parameters(action, mismatch, differing)});
}

base::WallTime now_of(const base::Clock* clock, const Call& call) {
  return clock == nullptr ? call.received : clock->wall();
}

// What storage says of a unit, as an answer.
auto as_answer(Finish finish) {
  return [finish = std::move(finish)](base::Result<Ran, storage::Failure> outcome) {
    if (!outcome) return finish(base::Unexpected{std::move(outcome).error()});
    finish(outcome->has_value() ? std::move(**outcome)
                                : Answer(base::Unexpected{std::move(*outcome).error()}));
  };
}

}  // namespace

Executor::Executor(const Registry& registry, storage::Database& database, storage::KeySource& keys,
                   const audit::Trail& trail, std::chrono::seconds token_validity,
                   idempotency::Mismatch mismatch)
    : registry_(registry),
      database_(database),
      keys_(keys),
      trail_(trail),
      token_validity_(token_validity),
      mismatch_(mismatch) {}

std::shared_ptr<providers::Consultation> Executor::make_consultation() const {
  if (outside_.plugged == nullptr) return nullptr;
  return std::make_shared<providers::Consultation>(*outside_.plugged);
}

std::optional<Executor::Impatience> Executor::run(const api::Action& action,
                                                  const api::ParameterSet& parameters, Call call, Done done) {
  auto prepared = registry_.prepare(action, parameters);
  if (!prepared) {
    done(base::Unexpected{std::move(prepared).error()});
    return std::nullopt;
  }
  // Kept for what may go on without this call.
  const auto kept =
      call.consultation == nullptr ? nullptr : std::make_shared<const api::ParameterSet>(parameters);
  Finish finish = [&action, call, after_commit = registry_.after_commit(action),
                   done = std::move(done)](base::Result<Answer, storage::Failure> outcome) {
    if (!outcome) return done(base::Unexpected{from_failure(outcome.error(), action, call)});
    if (!outcome->has_value()) return done(std::move(*outcome));
    json::Value complete = with_request_id(**outcome, call.request_id);
    if (after_commit == nullptr) return done(std::move(complete));
    if (call.committed) *call.committed = true;
    const auto answer = std::make_shared<const json::Value>(std::move(complete));
    (*after_commit)(*answer, [done, answer] { done(*answer); });
  };
  const bool reads = action.effect == api::Effect::Read;
  auto claim = reads ? std::nullopt : claim_of(action, parameters, call.caller);
  if (claim) {
    if (call.consultation != nullptr) call.consultation->let_be_asked_for();
    return run_with_token(action, call, std::move(*claim), kept, std::move(*prepared), std::move(finish));
  }
  if (call.consultation == nullptr) {
    run_once(action, call, nullptr, std::move(*prepared), std::move(finish));
    return std::nullopt;
  }
  make_rounds(
      outside_, action, call,
      [this, &action, call, kept, prepared = std::move(*prepared)](Finish told) {
        run_once(action, call, kept, prepared, std::move(told));
      },
      std::move(finish))();
  return std::nullopt;
}

bool Executor::go_on(const unfinished::UnfinishedCall& call, const Resumption& resumption, Done done) {
  const api::Action* const action = api::find_action(call.version, call.action);
  if (action == nullptr || !registry_.serves(*action) || outside_.plugged == nullptr) return false;
  const providers::Begun begun{.work = call.work, .epoch = call.epoch, .is_taken_over = true};
  const audit::Arrival arrival{.time = call.received,
                               .at = outside_.clock->monotonic(),
                               .source = call.source,
                               .over_tls = call.over_tls,
                               .user_agent = call.user_agent,
                               .request_id = call.request_id};
  auto attempt = std::make_shared<audit::Attempt>(
      audit::make_attempt(arrival, *action, call.parameters, call.caller, resumption.random));
  attempt->event.decision = call.decision;
  const auto consultation = std::make_shared<providers::Consultation>(*outside_.plugged, begun);
  run(*action, call.parameters,
      {.request_id = call.request_id,
       .caller = call.caller,
       .nonce = {},
       .received = outside_.clock->wall(),
       .now = resumption.now,
       .origin = {.over_tls = call.over_tls, .address = call.source},
       .attempt = attempt,
       .consultation = consultation},
      [this, attempt, consultation, done = std::move(done)](Answer answer) {
        if (!answer && consultation->keeps_refusal()) {
          trail_.write({audit::refused(*attempt, answer.error(), trail_.since(attempt->arrived))},
                       [](const std::vector<audit::Event>&) {});  // which the trail has logged
        }
        done(std::move(answer));
      });
  return true;
}

std::optional<api::Error> Executor::if_token_is_in_use(const api::Action& action,
                                                       const api::ParameterSet& parameters,
                                                       const identity::Caller& caller) const {
  const auto claim = claim_of(action, parameters, caller);
  return claim ? if_behind(action, mismatch_, in_flight_.look(*claim)) : std::nullopt;
}

void Executor::run_once(const api::Action& action, const Call& call, const Kept& kept, Prepared prepared,
                        Finish finish) {
  if (action.effect == api::Effect::Read) {
    return storage::read(
        database_, storage::Lane::Calls,
        [call, prepared = std::move(prepared)](storage::Transaction& tx) {
          return run_handler(tx, call, prepared);
        },
        std::move(finish));
  }
  storage::write(
      database_,
      [&action, call, kept, clock = outside_.clock, &trail = trail_,
       prepared = std::move(prepared)](storage::Transaction& tx) {
        const Asked asked{.action = action, .parameters = kept, .now = now_of(clock, call)};
        return run_without_token(tx, call, asked, trail, prepared);
      },
      as_answer(std::move(finish)));
}

void Executor::run_claimed(const api::Action& action, const Call& call, const Claimed& claimed,
                           Prepared prepared, Finish finish) {
  storage::write(
      database_,
      [&action, call, claimed, clock = outside_.clock, validity = token_validity_, mismatch = mismatch_,
       &trail = trail_, prepared = std::move(prepared)](storage::Transaction& tx) {
        if (!claimed.turn->begin()) return undo(Refused{other_parameters(action, mismatch, {})});
        const Asked asked{.action = action,
                          .parameters = claimed.kept,
                          .claim = &claimed.claim,
                          .now = now_of(clock, call)};
        return run_once_per_token(tx, call, asked, claimed.key, validity, mismatch, trail, prepared);
      },
      as_answer(std::move(finish)));
}

// What the first of them asks is not asked again by those behind it, who find its answer stored.
InFlight::Place Executor::wait_in_line(const api::Action& action, const Call& call, const Claimed& claimed,
                                       Prepared prepared, Finish leave) {
  const InFlight::Start start = make_rounds(
      outside_, action, call,
      [this, &action, call, claimed, prepared = std::move(prepared)](Finish told) {
        run_claimed(action, call, claimed, prepared, std::move(told));
      },
      std::move(leave));
  const InFlight::Place place = in_flight_.enter(claimed.claim, start);
  if (place == InFlight::Place::First) {
    start();
  } else {
    call.consultation->go_out();  // it waits for what another call asks
  }
  return place;
}

std::optional<Executor::Impatience> Executor::run_with_token(const api::Action& action, const Call& call,
                                                             idempotency::Claim claim, const Kept& kept,
                                                             Prepared prepared, Finish finish) {
  const auto turn = std::make_shared<Turn>();
  Finish leave = [this, claim, finish = std::move(finish)](base::Result<Answer, storage::Failure> outcome) {
    const InFlight::Start next = in_flight_.leave(claim);
    finish(std::move(outcome));
    if (next != nullptr) next();
  };
  const Claimed claimed{claim, turn, keys_.next(), kept};
  InFlight::Place place = InFlight::Place::First;
  if (call.consultation == nullptr) {
    place = in_flight_.enter(claim);
    run_claimed(action, call, claimed, std::move(prepared), std::move(leave));
  } else {
    place = wait_in_line(action, call, claimed, std::move(prepared), std::move(leave));
  }
  auto error = if_behind(action, mismatch_, place);
  if (!error) return std::nullopt;
  // "In progress" is true whatever becomes of the call. That it was refused is not, unless it is taken back.
  if (place == InFlight::Place::BehindTheSame) return Impatience{std::move(*error), [] { return true; }};
  return Impatience{std::move(*error), [turn] { return turn->give_up(); }};
}

}  // namespace sluice::actions
