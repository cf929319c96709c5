#include "control/unfinished/unfinished_call.h"

#include "platform/json/json.h"

namespace sluice::unfinished {
namespace {

// What cannot be read fails the unit loudly: it would be a call that nobody ever ends.
json::Value parse_row(std::string_view text) {
  auto value = json::parse(text);
  if (!value)
    throw storage::EngineError(storage::EngineError::Kind::Defect, "an unfinished call is not JSON");
  return *std::move(value);
}

std::string text_of(const json::Value& value, std::string_view name) {
  return std::string(json::find_text(value, name).value_or(""));
}

json::Value to_json(const api::ParameterSet& parameters) {
  json::Value value = json::Value::object();
  for (const auto& [name, text] : parameters) value[name] = text;
  return value;
}

api::ParameterSet to_parameters(const json::Value& value) {
  api::ParameterSet parameters;
  for (const auto& [name, text] : value.items()) parameters.set(name, text.get<std::string>());
  return parameters;
}

json::Value to_json(const identity::Caller& caller) {
  return {{"account_key", caller.account_key},           {"account_id", caller.account_id.get()},
          {"access_key_id", caller.access_key_id.get()}, {"is_operator", caller.is_operator},
          {"kind", static_cast<int>(caller.kind)},       {"principal_key", caller.principal_key},
          {"principal_id", caller.principal_id},         {"principal_name", caller.principal_name},
          {"session_name", caller.session_name}};
}

identity::Caller to_caller(const json::Value& value) {
  return {.account_key = value["account_key"].get<int64_t>(),
          .account_id = model::AccountId(text_of(value, "account_id")),
          .access_key_id = model::AccessKeyId(text_of(value, "access_key_id")),
          .is_operator = value["is_operator"].get<bool>(),
          .kind = static_cast<identity::CallerKind>(value["kind"].get<int>()),
          .principal_key = value["principal_key"].get<int64_t>(),
          .principal_id = text_of(value, "principal_id"),
          .principal_name = text_of(value, "principal_name"),
          .session_name = text_of(value, "session_name")};
}

json::Value origin_json(const UnfinishedCall& call) {
  return {{"source", base::format_ipv4(call.source)},
          {"over_tls", call.over_tls},
          {"user_agent", call.user_agent},
          {"decision", audit::to_text(call.decision)}};
}

UnfinishedCall to_call(const storage::Row& row) {
  const json::Value origin = parse_row(row.text(7));
  return {.work = row.integer(0),
          .epoch = row.integer(1),
          .version = std::string(row.text(2)),
          .action = std::string(row.text(3)),
          .parameters = to_parameters(parse_row(row.text(4))),
          .caller = to_caller(parse_row(row.text(5))),
          .request_id = model::RequestId(std::string(row.text(6))),
          .received = base::from_unix_ms(row.integer(8)),
          .source = base::parse_ipv4(text_of(origin, "source")).value_or(base::Ipv4{}),
          .over_tls = origin["over_tls"].get<bool>(),
          .user_agent = text_of(origin, "user_agent"),
          .decision = audit::parse_decision(text_of(origin, "decision")),
          .token = std::string(row.text(9)),
          .fingerprint = std::string(row.text(10))};
}

}  // namespace

void record(storage::Transaction& tx, const UnfinishedCall& call, base::WallTime now) {
  tx.execute(
      "INSERT INTO unfinished_calls (work, epoch, account_key, version, action, parameters, caller, "
      "request_id, origin, received_ms, token, fingerprint, lease_until_ms) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {call.work, call.epoch, call.caller.account_key, call.version, call.action,
       json::print(to_json(call.parameters)), json::print(to_json(call.caller)), call.request_id.get(),
       json::print(origin_json(call)), base::to_unix_ms(call.received), call.token, call.fingerprint,
       base::to_unix_ms(now + lease)});
}

bool renew(storage::Transaction& tx, int64_t work, int64_t epoch, base::WallTime now) {
  return tx.execute("UPDATE unfinished_calls SET lease_until_ms = ? WHERE work = ? AND epoch = ?",
                    {base::to_unix_ms(now + lease), work, epoch}) == 1;
}

bool end(storage::Transaction& tx, int64_t work, int64_t epoch) {
  return tx.execute("DELETE FROM unfinished_calls WHERE work = ? AND epoch = ?", {work, epoch}) == 1;
}

std::optional<WithToken> find_by_token(storage::Transaction& tx, int64_t account_key, std::string_view action,
                                       std::string_view token) {
  std::optional<WithToken> found;
  tx.query(
      "SELECT work, fingerprint FROM unfinished_calls WHERE account_key = ? AND action = ? AND token = ? "
      "AND token <> ''",
      {account_key, action, token}, [&](const storage::Row& row) {
        found = WithToken{row.integer(0), std::string(row.text(1))};
      });
  return found;
}

void end_leases(storage::Transaction& tx) {
  tx.execute("UPDATE unfinished_calls SET lease_until_ms = 0", {});
}

std::vector<UnfinishedCall> take_over(storage::Transaction& tx, base::WallTime now, int64_t count_max) {
  std::vector<UnfinishedCall> calls;
  tx.query(
      "SELECT work, epoch + 1, version, action, parameters, caller, request_id, origin, received_ms, token, "
      "fingerprint FROM unfinished_calls WHERE lease_until_ms <= ? ORDER BY lease_until_ms, work LIMIT ?",
      {base::to_unix_ms(now), count_max}, [&](const storage::Row& row) { calls.push_back(to_call(row)); });
  for (const UnfinishedCall& call : calls) {
    tx.execute("UPDATE unfinished_calls SET epoch = ?, lease_until_ms = ? WHERE work = ?",
               {call.epoch, base::to_unix_ms(now + lease), call.work});
  }
  return calls;
}

int64_t count(storage::Transaction& tx) {
  int64_t count = 0;
  tx.query("SELECT COUNT(*) FROM unfinished_calls", {},
           [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

}  // namespace sluice::unfinished
