#include "control/gateway/gateway.h"

#include "contract/api/catalogue.h"
#include "contract/reference/find.h"
#include "control/gateway/calls_under_way.h"
#include "control/gateway/held_back.h"
#include "control/gateway/permission.h"
#include "control/gateway/refusal_log.h"

namespace sluice::gateway {
namespace {

namespace codes = api::gateway;
using Failure = base::Unexpected<api::Error>;

std::string nearest_actions(std::string_view name) {
  std::string hint;
  for (const std::string_view nearest : reference::suggest_actions(name)) {
    hint.append(hint.empty() ? "served here, and near: " : ", ").append(nearest);
  }
  return hint;
}

// Checks 3 to 5: an operation is named and served.
base::Result<const api::Action*, api::Error> find_action(const Envelope& envelope,
                                                         const actions::Registry& registry) {
  if (envelope.action.empty()) return Failure{api::make_error(codes::missing, "Action")};
  if (envelope.version.empty()) return Failure{api::make_error(codes::missing, "Version")};
  if (!api::is_known_version(envelope.version)) return Failure{api::make_error(codes::invalid_version)};
  const api::Action* action = api::find_action(envelope.version, envelope.action);
  if (action == nullptr || !registry.serves(*action)) {
    return Failure{api::make_error(codes::invalid_action_not_found, {}, nearest_actions(envelope.action))};
  }
  return action;
}

api::Error too_fast(const throttle::Refusal& refusal) {
  const bool by_user = refusal.by == throttle::Refusal::By::User;
  return api::make_error(by_user ? codes::throttling_user : codes::throttling_api, {},
                         "at most " + std::to_string(refusal.calls_per_second) + " calls a second " +
                             (by_user ? "of one account" : "of all accounts together"));
}

api::Error overloaded() {
  return api::make_error(codes::service_unavailable, {},
                         "more calls wait than are answered in time; nothing was done, so try again later");
}

// Null for a call that can only wait for storage.
std::function<bool()> waits_elsewhere(const actions::Call& call) {
  if (call.consultation == nullptr && call.committed == nullptr) return nullptr;
  return [consultation = call.consultation, committed = call.committed] {
    return (consultation != nullptr && consultation->went_out()) || (committed != nullptr && *committed);
  };
}

}  // namespace

struct Gateway::State {
  explicit State(const Parts& p)
      : parts(p),
        throttle(p.rates),
        held_back(p.loop),
        refusals(std::make_shared<RefusalLog>(p.loop, p.clock, p.trail)) {}
  CallsUnderWay& calls(const api::Action& action) {
    return action.effect == api::Effect::Read ? reads : writes;
  }

  Parts parts;
  nonces::RecentNonces recent_nonces;
  throttle::Throttle throttle;
  CallsUnderWay reads, writes;  // reads wait for nothing but each other, and so are watched apart
  HeldBack held_back;
  const std::shared_ptr<RefusalLog> refusals;
  bool is_closed = false;  // the gateway is gone, and what it was made of may be

  void note(const audit::Attempt& attempt, const api::Error& error) {
    refusals->note(audit::refused(attempt, error, parts.trail.since(attempt.arrived)));
  }
};

// A call that may be run, with all that its answer needs.
struct Gateway::Admitted {
  const api::Action& action;
  api::ParameterSet parameters;
  actions::Call call;
  Format format;
  std::string host;
  Respond respond;
  std::optional<error_lab::Strike> strike;
  std::shared_ptr<audit::Attempt> struck;  // what the trail says of the strike

  Answered as_error(const api::Error& error) const {
    return {call.request_id, render_error(format, error, call.request_id, host), {}};
  }
};

Gateway::Gateway(const Parts& parts) : state_(std::make_shared<State>(parts)) {}
Gateway::~Gateway() {
  state_->held_back.stop();
  state_->refusals->stop();
  state_->is_closed = true;
}

size_t Gateway::calls_under_way() const {
  return state_->reads.count() + state_->writes.count();
}

void Gateway::handle(const signature::Request& request, const Origin& origin, Respond respond) {
  Parts& parts = state_->parts;
  const model::RequestId request_id = model::mint_request_id(parts.random);
  const Format format = choose_format(request);
  const auto as_error = [&, request_id, format](const api::Error& error) {
    return Answered{request_id, render_error(format, error, request_id, header(request, "host")), {}};
  };
  const auto refuse = [&](const api::Error& error) { respond(as_error(error)); };

  if (request.method != "GET" && request.method != "POST") {
    return refuse(api::make_error(codes::unsupported_http_method));
  }
  auto envelope = read_envelope(request);
  if (!envelope) return refuse(envelope.error());
  const auto action = find_action(*envelope, parts.registry);
  if (!action) return refuse(action.error());
  if (parts.tls_required && !origin.over_tls) {
    return refuse(api::make_error(codes::invalid_protocol_need_ssl, {}, "this port speaks HTTPS"));
  }
  const base::WallTime now = parts.clock.wall();
  const base::MonotonicTime arrived = parts.clock.monotonic();
  const audit::Arrival arrival{.time = now,
                               .at = arrived,
                               .source = origin.address,
                               .over_tls = origin.over_tls,
                               .user_agent = header(request, "user-agent"),
                               .request_id = request_id};
  const auto authenticated =
      authenticate(*envelope, request, parts.keys, parts.tokens, state_->recent_nonces, now);
  if (!authenticated) {
    if (!envelope->access_key_id.empty()) {
      const auto named = named_caller(*envelope, parts.keys, parts.tokens);
      state_->note({.event = audit::unproven_event(arrival, **action, named ? &*named : nullptr,
                                                   envelope->access_key_id, parts.random),
                    .resources = {},
                    .arrived = arrived},
                   authenticated.error());
    }
    return refuse(authenticated.error());
  }
  const identity::Caller& caller = authenticated->caller;
  const bool changes = (*action)->effect == api::Effect::Write;
  const auto make_attempt = [&] {
    return audit::make_attempt(arrival, **action, envelope->parameters, caller, parts.random);
  };

  if (const auto refusal = state_->throttle.admit(**action, caller.account_key, arrived)) {
    const api::Error error = too_fast(*refusal);
    if (changes) state_->note(make_attempt(), error);
    Answered answered = as_error(error);
    answered.retry_after = refusal->retry_after;
    return respond(std::move(answered));
  }
  if (auto read = read_signed_body(request, *envelope); !read) {
    if (changes) state_->note(make_attempt(), read.error());
    return refuse(read.error());
  }
  const auto permitted = check_permission(**action, envelope->parameters, *authenticated, origin, now);
  if (!permitted) {
    state_->note(make_attempt(), permitted.error());
    return refuse(permitted.error());
  }
  std::shared_ptr<audit::Attempt> attempt;
  if (changes) {
    attempt = std::make_shared<audit::Attempt>(make_attempt());
    attempt->event.decision = *permitted;
  }
  CallsUnderWay& calls = state_->calls(**action);
  if (calls.longest_wait(arrived) > wait_max) {
    const auto in_use = parts.executor.if_token_is_in_use(**action, envelope->parameters, caller);
    const api::Error error = in_use.value_or(overloaded());
    if (changes) state_->note(*attempt, error);
    Answered answered = as_error(error);
    answered.retry_after = wait_max;
    return respond(std::move(answered));
  }

  auto admitted = std::make_shared<Admitted>(
      Admitted{.action = **action,
               .parameters = std::move(envelope->parameters),
               .call = {.request_id = request_id,
                        .caller = caller,
                        .nonce = authenticated->nonce,
                        .received = now,
                        .now = now + parts.business_clock.ahead(),
                        .origin = origin,
                        .commerce_denied = is_commerce_denied(**action, *authenticated, origin, now),
                        .attempt = attempt,
                        .consultation = parts.executor.make_consultation(),
                        .committed = parts.registry.after_commit(**action) == nullptr
                                         ? nullptr
                                         : std::make_shared<std::atomic<bool>>(false)},
               .format = format,
               .host = std::string(header(request, "host")),
               .respond = std::move(respond),
               .strike = std::nullopt,
               .struck = nullptr});
  if (parts.error_lab == nullptr) return run(state_, std::move(admitted));
  admitted->strike = parts.error_lab->strike(**action, admitted->parameters, caller);
  if (!admitted->strike) return run(state_, std::move(admitted));
  admitted->struck = attempt;
  if (!changes) {
    admitted->struck = std::make_shared<audit::Attempt>(
        audit::make_attempt(arrival, **action, admitted->parameters, admitted->call.caller, parts.random));
    admitted->struck->event.decision = *permitted;
  }
  run_struck(state_, std::move(admitted));
}

void Gateway::run(const std::shared_ptr<State>& state, std::shared_ptr<Admitted> admitted) {
  const base::MonotonicTime since = state->parts.clock.monotonic();
  CallsUnderWay& calls = state->calls(admitted->action);
  const uint64_t id = calls.add(std::move(admitted->respond), since, waits_elsewhere(admitted->call));
  auto if_impatient = state->parts.executor.run(
      admitted->action, admitted->parameters, admitted->call, [state, id, admitted](actions::Answer answer) {
        // Rendered on the storage thread, so that a long list does not hold the loop up.
        const bool is_struck = answer && admitted->strike;
        if (is_struck && admitted->strike->error) answer = base::Unexpected{*admitted->strike->error};
        Rendered content = answer ? render_answer(admitted->format, admitted->action.name, *answer)
                                  : admitted->as_error(answer.error()).content;
        std::optional<api::Error> refused;
        if (!answer && !is_struck && admitted->call.attempt != nullptr) {
          refused = std::move(answer).error();
        }
        state->parts.loop.post([state, id, admitted, is_struck, refused = std::move(refused),
                                content = std::move(content)]() mutable {
          if (state->is_closed) return;  // its caller was told something before, or has gone
          Answered answered{admitted->call.request_id, std::move(content), {}};
          if (is_struck) return answer_struck(state, id, *admitted, std::move(answered));
          if (refused) state->note(*admitted->call.attempt, *refused);
          state->calls(admitted->action).answer(id, std::move(answered));
        });
      });
  CallsUnderWay::Waiting* const waiting = calls.find(id);
  if (!if_impatient || waiting == nullptr) return;
  waiting->patience = std::make_unique<io::Timer>(
      state->parts.loop, [&calls, id, still_holds = std::move(if_impatient->still_holds),
                          answered = admitted->as_error(if_impatient->error)] {
        if (still_holds()) calls.answer(id, answered);
      });
  waiting->patience->arm(behind_same_token_max);
}

void Gateway::run_struck(const std::shared_ptr<State>& state, std::shared_ptr<Admitted> admitted) {
  const error_lab::Strike strike = *admitted->strike;
  if (strike.instant != error_lab::Instant::BeforeCommit) return run(state, std::move(admitted));
  state->note(*admitted->struck, error_lab::noted(strike));
  // What is behind the delay is a call like any other.
  admitted->strike.reset();
  state->held_back.hold(strike.delay, [state, admitted, error = strike.error] {
    if (error) return admitted->respond(admitted->as_error(*error));
    run(state, admitted);
  });
}

void Gateway::answer_struck(const std::shared_ptr<State>& state, uint64_t id, const Admitted& admitted,
                            Answered answered) {
  state->note(*admitted.struck, error_lab::noted(*admitted.strike));
  Respond respond = state->calls(admitted.action).take(id);
  if (respond == nullptr) return;
  if (admitted.strike->instant == error_lab::Instant::AnswerNeverSent) {
    answered = {.request_id = answered.request_id,
                .content = {.http_status = 0, .content_type = {}, .body = {}},
                .retry_after = {},
                .never_sent = true};
  }
  state->held_back.hold(admitted.strike->delay, [respond = std::move(respond),
                                                 answered = std::move(answered)] { respond(answered); });
}

}  // namespace sluice::gateway
