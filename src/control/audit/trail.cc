#include "control/audit/trail.h"

#include <algorithm>
#include <iterator>

#include "contract/api/characters.h"
#include "control/audit/parameters.h"
#include "platform/base/log.h"

namespace sluice::audit {
namespace {

Event shown_to(int64_t account_key, Event event) {
  event.of_nobody = true;
  event.caller.account_key = account_key;
  return event;
}

}  // namespace

Attempt make_attempt(const Arrival& arrival, const api::Action& action, const api::ParameterSet& parameters,
                     const identity::Caller& caller, base::Random& random) {
  Attempt attempt{make_event(arrival, action, caller, random), resources_of(action, parameters), arrival.at};
  attempt.event.parameters = parameters_text(action, parameters);
  return attempt;
}

Event refused(const Attempt& attempt, const api::Error& error, base::Duration taken) {
  Event event = attempt.event;
  event.resources = to_text(attempt.resources);
  refuse(event, error, taken);
  return event;
}

void Trail::record(storage::Transaction& tx, const Attempt& attempt, Outcome outcome,
                   const json::Value& answer, std::string_view remark) const {
  Event event = attempt.event;
  event.outcome = outcome;
  if (!remark.empty()) event.error_message = api::printable(remark, message_characters_max);
  event.microseconds = to_microseconds(since(attempt.arrived));
  std::vector<Resource> resources = attempt.resources;
  add_resources(resources, answer);
  event.resources = to_text(resources);
  insert(tx, Stream::Changes, event, limits_);
}

void Trail::write(std::vector<Event> refusals, const Unwritten& unwritten) const {
  for (size_t begin = 0; begin < refusals.size(); begin += refusals_per_unit_max) {
    const auto first = refusals.begin() + static_cast<std::ptrdiff_t>(begin);
    const size_t count = std::min(refusals_per_unit_max, refusals.size() - begin);
    const auto batch = std::make_shared<std::vector<Event>>(
        std::make_move_iterator(first), std::make_move_iterator(first + static_cast<std::ptrdiff_t>(count)));
    database_.submit_write(
        [batch, limits = limits_, operator_key = operator_key_](storage::Transaction& tx) {
          // The batch stays as it is: what is not written goes back to where it is told apart.
          for (const Event& event : *batch) {
            if (event.caller.account_key == 0) {
              insert(tx, Stream::Refusals, shown_to(operator_key, event), limits);
            } else {
              insert(tx, Stream::Refusals, event, limits);
            }
          }
          return storage::Verdict::Keep;
        },
        [batch, unwritten](const std::optional<storage::Failure>& failure) {
          if (!failure) return;
          base::log_warning("audit.not_written", {{"events", batch->size()}, {"reason", failure->message}});
          unwritten(std::move(*batch));
        });
  }
}

}  // namespace sluice::audit
