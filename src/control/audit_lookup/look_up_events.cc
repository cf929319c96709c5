#include "control/audit_lookup/look_up_events.h"

#include <algorithm>

#include "contract/api/actiontrail/look_up_events.h"
#include "control/audit/look_up.h"
#include "control/audit_lookup/event_view.h"
#include "control/audit_lookup/page_token.h"
#include "platform/base/digest.h"
#include "platform/base/encoding.h"

namespace sluice::audit_lookup {
namespace {

using actions::Answer;
using actions::Call;
using actions::invalid;
using api::LookupEvents;

constexpr const api::Action& action = LookupEvents::declaration;
constexpr size_t question_characters = 16;

// Of all that must stay the same from page to page.
std::string question_of(const LookupEvents& request) {
  std::string canonical =
      request.start_time.value_or("") + "\n" + request.end_time.value_or("") + "\n" + request.direction;
  for (const auto& [key, value] : request.attributes)
    canonical += "\n" + key + "=" + base::percent_encode(value);
  return base::hex_lower(base::digest(base::Hash::Sha256, canonical)).substr(0, question_characters);
}

// What the handler works with; all of it outlives the registry.
struct Tools {
  base::Random& random;
  const identity::Sealer& sealer;
  audit::Limits limits;
};

struct Times {
  base::WallTime from{}, until{};  // from <= t < until
};

// Times on the wire are whole seconds, the last of which is looked at to its end.
base::Result<Times, api::Error> times_of(const LookupEvents& request, base::WallTime now,
                                         const audit::Limits& limits) {
  const base::WallTime last = request.end_time ? *base::parse_iso8601(*request.end_time)
                                               : std::chrono::floor<std::chrono::seconds>(now);
  const base::WallTime first =
      request.start_time ? *base::parse_iso8601(*request.start_time) : last - range_default;
  if (first > last) {
    return invalid(action, "StartTime", "it is later than EndTime, " + base::format_iso8601(last));
  }
  if (last - first > range_max) {
    return invalid(action, "StartTime",
                   "it is more than 30 days before EndTime, " + base::format_iso8601(last));
  }
  return Times{std::max(first, audit::oldest_kept(now, limits)), last + std::chrono::seconds(1)};
}

std::vector<audit::Condition> conditions_of(const LookupEvents& request) {
  std::vector<audit::Condition> conditions;
  for (const auto& [key, value] : request.attributes) {
    std::erase_if(conditions, [&](const audit::Condition& earlier) { return earlier.key == key; });
    conditions.push_back({key, value});
  }
  return conditions;
}

// An event's id says when it was.
void narrow_by_id(audit::Query& query) {
  for (const audit::Condition& condition : query.conditions) {
    if (condition.key != "EventId") continue;
    const auto id = audit::parse_event_id(condition.value);
    if (!id) {
      query.until = query.from;
      return;
    }
    query.from = std::max(query.from, id->time);
    query.until = std::min(query.until, id->time + std::chrono::milliseconds(1));
  }
}

base::Result<PageToken, api::Error> begin(storage::Transaction& tx, const Call& call,
                                          const LookupEvents& request, const audit::Limits& limits) {
  const auto times = times_of(request, call.received, limits);
  if (!times) return base::Unexpected{times.error()};
  return PageToken{.account_key = call.caller.account_key,
                   .question = question_of(request),
                   .from = times->from,
                   .until = times->until,
                   .newest = audit::newest_of_all(tx),
                   .after = {}};
}

base::Result<PageToken, api::Error> go_on(const Call& call, const LookupEvents& request,
                                          const identity::Sealer& sealer) {
  auto token = open_page_token(*request.next_token, sealer);
  if (!token || token->account_key != call.caller.account_key || token->question != question_of(request)) {
    return invalid(action, "NextToken", "received what is no NextToken of an earlier page of this question");
  }
  return *std::move(token);
}

Answer look_up_events(const Tools& tools, storage::Transaction& tx, const Call& call,
                      const LookupEvents& request) {
  auto token =
      request.next_token ? go_on(call, request, tools.sealer) : begin(tx, call, request, tools.limits);
  if (!token) return base::Unexpected{std::move(token).error()};
  audit::Query query{.account_key = call.caller.account_key,
                     .from = token->from,
                     .until = token->until,
                     .direction = request.direction == api::directions::forward ? audit::Direction::Forward
                                                                                : audit::Direction::Backward,
                     .conditions = conditions_of(request),
                     .newest = token->newest,
                     .after = request.next_token ? std::optional(token->after) : std::nullopt,
                     .events_max = static_cast<size_t>(request.max_results)};
  narrow_by_id(query);
  const audit::Found found = audit::look_up(tx, query);

  json::Value events = json::Value::array();
  for (const audit::Event& event : found.events) events.push_back(view_of(event, call.caller.account_id));
  json::Value answer{{"StartTime", base::format_iso8601(token->from)},
                     {"EndTime", base::format_iso8601(token->until - std::chrono::seconds(1))},
                     {"Events", std::move(events)}};
  if (found.more) {
    token->after = *found.more;
    answer["NextToken"] = seal(*token, tools.sealer, tools.random);
  }
  return answer;
}

}  // namespace

void serve(actions::Registry& registry, const actions::Environment& environment,
           const identity::Sealer& sealer, const audit::Limits& limits) {
  const Tools tools{environment.random, sealer, limits};
  registry.serve<LookupEvents>([tools](auto& tx, const auto& call, const auto& request) {
    return look_up_events(tools, tx, call, request);
  });
}

}  // namespace sluice::audit_lookup
