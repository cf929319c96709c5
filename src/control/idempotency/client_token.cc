#include "control/idempotency/client_token.h"

#include <algorithm>

#include "contract/api/declared.h"
#include "control/idempotency/stored_json.h"
#include "platform/base/digest.h"
#include "platform/base/encoding.h"
#include "platform/storage/key_source.h"

namespace sluice::idempotency {
namespace {

// A few of the old rows of both tables, at each call that adds one. Keys grow with time: what is old stands
// at the front.
void clear_old(storage::Transaction& tx, base::WallTime received, std::chrono::seconds validity) {
  const int64_t oldest_kept =
      storage::KeySource::first_at(received - std::max<std::chrono::seconds>(validity, kept_for));
  for (const std::string_view clear :
       {"DELETE FROM client_tokens WHERE key IN "
        "(SELECT key FROM client_tokens WHERE key < ? ORDER BY key LIMIT ?)",
        "DELETE FROM client_token_uses WHERE key IN "
        "(SELECT key FROM client_token_uses WHERE key < ? ORDER BY key LIMIT ?)"}) {
    tx.execute(clear, {oldest_kept, old_records_per_call_max});
  }
}

std::string hex_digest(std::string_view text) {
  return base::hex_lower(base::digest(base::Hash::Sha256, text));
}

}  // namespace

Claim make_claim(int64_t account_key, const api::Action& action, std::string_view token,
                 const api::ParameterSet& parameters) {
  Claim claim{.account_key = account_key,
              .action = std::string(action.name),
              .token = std::string(token),
              .fingerprint = {},
              .parameters = json::Value::object()};
  std::string canonical = std::string(action.name) + "\n" + std::string(action.version);
  for (const auto& [name, value] : parameters) {
    if (value.empty() || name == token_parameter) continue;
    const api::Parameter* const parameter = api::find_declared(action.parameters, name);
    if (parameter == nullptr) continue;
    canonical += "\n" + base::percent_encode(name) + "=" + base::percent_encode(value);
    claim.parameters[name] = parameter->secret ? "sha256:" + hex_digest(value) : value;
  }
  claim.fingerprint = hex_digest(canonical);
  return claim;
}

std::vector<std::string> differing_parameters(const json::Value& first, const json::Value& second) {
  std::vector<std::string> names;
  for (const auto& [name, value] : first.items()) {
    if (!second.contains(name) || second[name] != value) names.push_back(name);
  }
  for (const auto& [name, value] : second.items()) {
    if (!first.contains(name)) names.push_back(name);
  }
  std::ranges::sort(names);
  return names;
}

std::optional<Record> find(storage::Transaction& tx, const Claim& claim) {
  std::optional<Record> found;
  tx.query(
      "SELECT key, fingerprint, parameters, answer, expires_ms FROM client_tokens "
      "WHERE account_key = ? AND action = ? AND token = ? AND succeeded_by = 0",
      {claim.account_key, claim.action, claim.token}, [&](const storage::Row& row) {
        found = Record{.key = row.integer(0),
                       .fingerprint = std::string(row.text(1)),
                       .parameters = parse_stored(row.text(2)),
                       .answer = parse_stored(row.text(3)),
                       .expires = base::from_unix_ms(row.integer(4))};
      });
  return found;
}

void record(storage::Transaction& tx, int64_t key, const Claim& claim, const std::optional<Record>& expired,
            const Use& use, const Result& result, std::chrono::seconds validity) {
  if (expired) tx.execute("UPDATE client_tokens SET succeeded_by = ? WHERE key = ?", {key, expired->key});
  clear_old(tx, use.received, validity);
  tx.execute(
      "INSERT INTO client_tokens (key, account_key, action, token, succeeded_by, fingerprint, parameters, "
      "answer, resource_id, access_key_id, request_id, made_ms, expires_ms) "
      "VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
      {key, claim.account_key, claim.action, claim.token, claim.fingerprint, json::print(claim.parameters),
       json::print(result.answer), result.resource_id, use.access_key_id, use.request_id,
       base::to_unix_ms(use.now), base::to_unix_ms(use.now + validity)});
}

std::string_view to_string(Outcome outcome) {
  return outcome == Outcome::Replayed ? "Replayed" : "Refused";
}

void note_use(storage::Transaction& tx, int64_t key, const Record& record, const Use& use, Outcome outcome,
              const std::vector<std::string>& differing, std::chrono::seconds validity) {
  clear_old(tx, use.received, validity);
  json::Value names = json::Value::array();
  for (const std::string& name : differing) names.push_back(name);
  tx.execute(
      "INSERT INTO client_token_uses "
      "(key, token_key, outcome, differing, access_key_id, request_id, used_ms) "
      "SELECT ?, ?, ?, ?, ?, ?, ? "
      "WHERE (SELECT COUNT(*) FROM client_token_uses WHERE token_key = ?) < ?",
      {key, record.key, to_string(outcome), json::print(names), use.access_key_id, use.request_id,
       base::to_unix_ms(use.now), record.key, uses_per_token_max});
}

}  // namespace sluice::idempotency
