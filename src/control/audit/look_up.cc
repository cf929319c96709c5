#include "control/audit/look_up.h"

#include <algorithm>
#include <deque>

#include "contract/api/catalogue.h"
#include "control/audit/resources.h"

namespace sluice::audit {
namespace {

// One stream, read in pieces.
class Walk {
 public:
  Walk(storage::Transaction& tx, Stream stream, const Query& query)
      : tx_(tx),
        stream_(stream),
        range_{.account_key = query.account_key,
               .from = query.from,
               .until = query.until,
               .newest = query.newest.sequence[static_cast<size_t>(stream)],
               .direction = query.direction},
        after_(query.after),
        piece_(std::clamp<int64_t>(static_cast<int64_t>(query.events_max) + 1, 1, piece_rows_max)) {}

  // Null at the end.
  const Row* next() {
    if (rows_.empty() && !ended_) fill();
    return rows_.empty() ? nullptr : &rows_.front();
  }
  Row take() {
    Row row = std::move(rows_.front());
    rows_.pop_front();
    return row;
  }

 private:
  static constexpr int64_t piece_rows_max = 500;

  void fill() {
    for (Row& row : read(tx_, stream_, range_, after_, piece_)) rows_.push_back(std::move(row));
    ended_ = static_cast<int64_t>(rows_.size()) < piece_;
    if (!rows_.empty()) after_ = rows_.back().position;
    piece_ = piece_rows_max;
  }

  storage::Transaction& tx_;
  const Stream stream_;
  const Range range_;
  std::optional<Position> after_;
  int64_t piece_;  // the first is what a page without conditions takes
  std::deque<Row> rows_;
  bool ended_ = false;
};

std::string role_and_session(const identity::Caller& caller) {
  return caller.principal_name + ":" + caller.session_name;
}

bool names_resource(const Event& event, std::string_view type_or_name) {
  return std::ranges::any_of(parse_resources(event.resources), [&](const Resource& each) {
    return each.type == type_or_name || each.name == type_or_name;
  });
}

}  // namespace

bool is_of_nobody(const Event& event) {
  return event.of_nobody || event.outcome == Outcome::Others;
}

std::string_view service_of(std::string_view version) {
  constexpr std::pair<std::string_view, std::string_view> services[] = {
      {api::ens_version, "Ens"},        {api::ram_version, "Ram"},
      {api::sts_version, "Sts"},        {api::actiontrail_version, "Actiontrail"},
      {api::bss_version, "BssOpenApi"}, {api::sluice_version, "Sluice"}};
  const auto found = std::ranges::find(services, version, [](const auto& each) { return each.first; });
  return found == std::end(services) ? std::string_view() : found->second;
}

std::string_view read_or_write(const Event& event) {
  const api::Action* const action = api::find_action(event.version, event.action);
  return action != nullptr && action->effect == api::Effect::Read ? "Read" : "Write";
}

std::string user_name_of(const Event& event) {
  switch (event.caller.kind) {
    case identity::CallerKind::Account:
      return "root";
    case identity::CallerKind::User:
      return event.caller.principal_name;
    case identity::CallerKind::AssumedRole:
      return role_and_session(event.caller);
  }
  return {};
}

bool matches(const Event& event, const Condition& condition) {
  const auto& [key, value] = condition;
  if (key == "EventName") return event.action == value;
  if (key == "ServiceName") return service_of(event.version) == value;
  if (key == "User") return !is_of_nobody(event) && user_name_of(event) == value;
  if (key == "EventId") return event_id(event.time, event.random).get() == value;
  if (key == "EventType") return event_type == value;
  if (key == "EventRW") return read_or_write(event) == value;
  if (key == "EventAccessKeyId") return event.caller.access_key_id.get() == value;
  if (key == "SourceIpAddress") return base::format_ipv4(event.source) == value;
  if (key == "ResourceType" || key == "ResourceName") return names_resource(event, value);
  return false;
}

Newest newest_of_all(storage::Transaction& tx) {
  Newest newest;
  for (const Stream stream : streams)
    newest.sequence[static_cast<size_t>(stream)] = newest_sequence(tx, stream);
  return newest;
}

Found look_up(storage::Transaction& tx, const Query& query) {
  Walk changes(tx, Stream::Changes, query), refusals(tx, Stream::Refusals, query);
  Found found;
  std::optional<Position> last;
  for (size_t examined = 0;; ++examined) {
    const Row* const change = changes.next();
    const Row* const refusal = refusals.next();
    if (change == nullptr && refusal == nullptr) return found;
    if (found.events.size() == query.events_max || examined == events_examined_max) {
      found.more = last;
      return found;
    }
    const bool change_is_earlier =
        change != nullptr && (refusal == nullptr || change->position < refusal->position);
    const bool change_is_first =
        refusal == nullptr ||
        (change != nullptr && change_is_earlier == (query.direction == Direction::Forward));
    Row row = change_is_first ? changes.take() : refusals.take();
    last = row.position;
    if (std::ranges::all_of(query.conditions,
                            [&](const Condition& condition) { return matches(row.event, condition); })) {
      found.events.push_back(std::move(row.event));
    }
  }
}

}  // namespace sluice::audit
