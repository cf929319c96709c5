#include "control/gateway/gateway.h"

#include "contract/api/catalogue.h"
#include "contract/reference/find.h"
#include "control/gateway/calls_under_way.h"
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

}  // namespace

struct Gateway::State {
  explicit State(const Parts& p)
      : parts(p), throttle(p.rates), refusals(std::make_shared<RefusalLog>(p.loop, p.clock, p.trail)) {}
  CallsUnderWay& calls(const api::Action& action) {
    return action.effect == api::Effect::Read ? reads : writes;
  }

  Parts parts;
  nonces::RecentNonces recent_nonces;
  throttle::Throttle throttle;
  CallsUnderWay reads, writes;  // reads wait for nothing but each other, and so are watched apart
  const std::shared_ptr<RefusalLog> refusals;

  void note(const audit::Attempt& attempt, const api::Error& error) {
    refusals->note(audit::refused(attempt, error, parts.trail.since(attempt.arrived)));
  }
};

Gateway::Gateway(const Parts& parts) : state_(std::make_shared<State>(parts)) {}
Gateway::~Gateway() {
  state_->refusals->stop();
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

  const uint64_t id = calls.add(std::move(respond), arrived);
  actions::Call call{.request_id = request_id,
                     .caller = caller,
                     .nonce = authenticated->nonce,
                     .received = now,
                     .now = now,
                     .origin = origin,
                     .commerce_denied = is_commerce_denied(**action, *authenticated, origin, now),
                     .attempt = attempt};
  auto if_impatient = parts.executor.run(
      **action, envelope->parameters, std::move(call),
      [state = state_, id, format, request_id, action = *action, attempt,
       host = std::string(header(request, "host"))](actions::Answer answer) {
        // Rendered on the storage thread, so that a long list does not hold the loop up.
        Rendered content = answer ? render_answer(format, action->name, *answer)
                                  : render_error(format, answer.error(), request_id, host);
        std::optional<api::Error> refused;
        if (!answer && attempt != nullptr) refused = std::move(answer).error();
        state->parts.loop.post([state, id, action, request_id, attempt, refused = std::move(refused),
                                content = std::move(content)]() mutable {
          if (refused) state->note(*attempt, *refused);
          state->calls(*action).answer(id, {request_id, std::move(content), {}});
        });
      });
  CallsUnderWay::Waiting* const waiting = calls.find(id);
  if (!if_impatient || waiting == nullptr) return;
  waiting->patience =
      std::make_unique<io::Timer>(parts.loop, [&calls, id, still_holds = std::move(if_impatient->still_holds),
                                               answered = as_error(if_impatient->error)] {
        if (still_holds()) calls.answer(id, answered);
      });
  waiting->patience->arm(behind_same_token_max);
}

}  // namespace sluice::gateway
