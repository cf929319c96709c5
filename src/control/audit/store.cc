#include "control/audit/store.h"

#include <algorithm>
#include <limits>

namespace sluice::audit {
namespace {

std::string table_of(Stream stream) {
  return stream == Stream::Changes ? "audit_changes" : "audit_refusals";
}

constexpr std::string_view columns =
    "account_key, time_ms, random, outcome, access_key_id, caller_kind, principal_id, principal_name, "
    "session_name, source, over_tls, user_agent, request_id, version, action, parameters, resources, "
    "decision, "
    "http_status, error_code, error_message, microseconds, calls";

// Stands in the column caller_kind for who nobody knows.
constexpr int64_t kind_of_nobody = -1;

// Columns of a row as it is read: its sequence, then `columns`.
Event read_event(const storage::Row& row) {
  Event event;
  event.caller.account_key = row.integer(1);
  event.time = base::from_unix_ms(row.integer(2));
  event.random = static_cast<uint64_t>(row.integer(3));
  event.outcome = parse_outcome(row.text(4)).value_or(Outcome::Done);
  event.caller.access_key_id = model::AccessKeyId(std::string(row.text(5)));
  event.of_nobody = row.integer(6) == kind_of_nobody;
  if (!event.of_nobody) event.caller.kind = static_cast<identity::CallerKind>(row.integer(6));
  event.caller.principal_id = row.text(7);
  event.caller.principal_name = row.text(8);
  event.caller.session_name = row.text(9);
  event.source = {static_cast<uint32_t>(row.integer(10))};
  event.over_tls = row.integer(11) != 0;
  event.user_agent = row.text(12);
  event.request_id = model::RequestId(std::string(row.text(13)));
  event.version = row.text(14);
  event.action = row.text(15);
  event.parameters = row.text(16);
  event.resources = row.text(17);
  event.decision = parse_decision(row.text(18));
  event.http_status = static_cast<int>(row.integer(19));
  event.error_code = row.text(20);
  event.error_message = row.text(21);
  event.microseconds = row.integer(22);
  event.count = row.integer(23);
  return event;
}

// At the very time of `after`, where this stream's rows were passed: a stream that comes before that of
// `after` lies before it whole, one that comes behind it lies behind it whole.
int64_t passed_sequence(Stream stream, const Position& after) {
  if (stream == after.stream) return after.sequence;
  return stream < after.stream ? std::numeric_limits<int64_t>::max() : 0;
}

}  // namespace

int64_t rows_max(Stream stream, const Limits& limits) {
  return stream == Stream::Changes ? limits.events : limits.events / changes_per_refusal_row;
}

base::WallTime oldest_kept(base::WallTime now, const Limits& limits) {
  return now - std::chrono::days(limits.days);
}

void insert(storage::Transaction& tx, Stream stream, const Event& event, const Limits& limits) {
  const std::string table = table_of(stream);
  const std::string decision = to_text(event.decision);
  const identity::Caller& caller = event.caller;
  tx.execute("INSERT INTO " + table + " (sequence, " + std::string(columns) +
                 ") VALUES ((SELECT COALESCE(MAX(sequence), 0) + 1 FROM " + table +
                 "), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             {caller.account_key,
              base::to_unix_ms(event.time),
              static_cast<int64_t>(event.random),
              to_string(event.outcome),
              caller.access_key_id.get(),
              event.of_nobody ? kind_of_nobody : static_cast<int64_t>(caller.kind),
              caller.principal_id,
              caller.principal_name,
              caller.session_name,
              static_cast<int64_t>(event.source.bits),
              static_cast<int64_t>(event.over_tls),
              event.user_agent,
              event.request_id.get(),
              event.version,
              event.action,
              event.parameters,
              event.resources,
              decision,
              static_cast<int64_t>(event.http_status),
              event.error_code,
              event.error_message,
              event.microseconds,
              event.count});
  // Only the oldest rows are looked at, so this costs the same however many there are. The new row stays.
  tx.execute(
      "DELETE FROM " + table + " WHERE sequence IN (SELECT sequence FROM (SELECT sequence, time_ms FROM " +
          table +
          " ORDER BY sequence LIMIT ?) AS oldest WHERE time_ms < ? OR sequence <= (SELECT "
          "MAX(sequence) FROM " +
          table + ") - ?) AND sequence < (SELECT MAX(sequence) FROM " + table + ")",
      {old_rows_per_row_max, base::to_unix_ms(oldest_kept(event.time, limits)), rows_max(stream, limits)});
}

int64_t newest_sequence(storage::Transaction& tx, Stream stream) {
  int64_t newest = 0;
  tx.query("SELECT COALESCE(MAX(sequence), 0) FROM " + table_of(stream), {},
           [&](const storage::Row& row) { newest = row.integer(0); });
  return newest;
}

std::vector<Row> read(storage::Transaction& tx, Stream stream, const Range& range,
                      const std::optional<Position>& after, int64_t limit) {
  const bool forward = range.direction == Direction::Forward;
  int64_t from = base::to_unix_ms(range.from), until = base::to_unix_ms(range.until);
  int64_t at = forward ? from - 1 : until, passed = 0;
  if (after) {
    at = base::to_unix_ms(after->time);
    passed = passed_sequence(stream, *after);
    if (forward) {
      from = std::max(from, at);
    } else {
      until = std::min(until, at + 1);
    }
  }
  const std::string beyond = forward ? "(time_ms > ? OR (time_ms = ? AND sequence > ?))"
                                     : "(time_ms < ? OR (time_ms = ? AND sequence < ?))";
  const std::string order = forward ? "time_ms, sequence" : "time_ms DESC, sequence DESC";
  std::vector<Row> rows;
  tx.query("SELECT sequence, " + std::string(columns) + " FROM " + table_of(stream) +
               " WHERE account_key = ? AND time_ms >= ? AND time_ms < ? AND sequence <= ? AND " + beyond +
               " ORDER BY " + order + " LIMIT ?",
           {range.account_key, from, until, range.newest, at, at, passed, limit},
           [&](const storage::Row& row) {
             Event event = read_event(row);
             const Position position{event.time, stream, row.integer(0)};
             rows.push_back({position, std::move(event)});
           });
  return rows;
}

}  // namespace sluice::audit
