#include "control/actions/journal.h"

#include "control/actions/own_error.h"
#include "control/unfinished/unfinished_call.h"

namespace sluice::actions {
namespace {

// Whoever calls is not told this: the unit runs again.
Answer not_told() {
  return base::Unexpected{api::make_error(api::gateway::internal_error)};
}

unfinished::UnfinishedCall row_of(const Call& call, const Asked& asked) {
  const audit::Event& event = call.attempt->event;
  return {.work = call.consultation->under_way().work,
          .version = std::string(asked.action.version),
          .action = std::string(asked.action.name),
          .parameters = *asked.parameters,
          .caller = call.caller,
          .request_id = call.request_id,
          .received = call.received,
          .source = event.source,
          .over_tls = event.over_tls,
          .user_agent = event.user_agent,
          .decision = event.decision,
          .token = asked.claim == nullptr ? std::string() : asked.claim->token,
          .fingerprint = asked.claim == nullptr ? std::string() : asked.claim->fingerprint};
}

// Whoever has taken it over since knows how it ends.
Ran go_on(storage::Transaction& tx, const Call& call, const Asked& asked) {
  const auto& begun = call.consultation->begun();
  if (!begun) {
    unfinished::record(tx, row_of(call, asked), asked.now);
  } else if (!unfinished::renew(tx, begun->work, begun->epoch, asked.now)) {
    call.consultation->drop_step();
    return base::Unexpected{still_under_way(asked.action)};
  }
  return not_told();
}

}  // namespace

Ran conclude(storage::Transaction& tx, const Call& call, const Asked& asked, Answer answer,
             const std::function<void(const json::Value& answer)>& done) {
  bool is_kept = answer.has_value();
  if (const providers::Consultation* const consultation = call.consultation.get()) {
    if (consultation->lacks_answers() || consultation->runs_again()) return undo(not_told());
    if (consultation->acts()) return go_on(tx, call, asked);
    if (consultation->is_put_off()) return undo(std::move(answer));
    is_kept |= consultation->keeps_refusal();
    const auto& begun = consultation->begun();
    // What is begun ends in a commit, or goes on: nothing else may be told of it.
    if (!is_kept && begun) return base::Unexpected{still_under_way(asked.action)};
    if (is_kept && begun && !unfinished::end(tx, begun->work, begun->epoch)) {
      return base::Unexpected{still_under_way(asked.action)};
    }
  }
  if (!is_kept) return undo(std::move(answer));
  if (answer) done(*answer);
  return answer;
}

}  // namespace sluice::actions
