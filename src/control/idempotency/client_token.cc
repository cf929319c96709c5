#include "control/idempotency/client_token.h"

#include <algorithm>

#include "platform/base/digest.h"
#include "platform/base/encoding.h"

namespace sluice::idempotency {
namespace {

// `Tag.1.Key` belongs to the declared parameter `Tag`.
bool is_declared(const api::Action& action, std::string_view name) {
  const std::string_view root = name.substr(0, name.find('.'));
  return std::ranges::any_of(action.parameters, [&](const api::Parameter& p) { return p.name == root; });
}

}  // namespace

Claim make_claim(int64_t account_key, const api::Action& action, std::string_view token,
                 const api::ParameterSet& parameters) {
  std::string canonical = std::string(action.name) + "\n" + std::string(action.version);
  for (const auto& [name, value] : parameters) {
    if (value.empty() || name == token_parameter || !is_declared(action, name)) continue;
    canonical += "\n" + base::percent_encode(name) + "=" + base::percent_encode(value);
  }
  return {.account_key = account_key,
          .action = std::string(action.name),
          .token = std::string(token),
          .fingerprint = base::hex_lower(base::digest(base::Hash::Sha256, canonical))};
}

std::optional<Record> find(storage::Transaction& tx, const Claim& claim, base::WallTime now) {
  std::optional<Record> found;
  tx.query(
      "SELECT fingerprint, answer FROM client_tokens "
      "WHERE account_key = ? AND action = ? AND token = ? AND expires_ms > ?",
      {claim.account_key, claim.action, claim.token, base::to_unix_ms(now)}, [&](const storage::Row& row) {
        auto answer = json::parse(row.text(1));
        // Running the call again would do twice what was told to be done once: fail loudly instead.
        if (!answer)
          throw storage::EngineError(storage::EngineError::Kind::Defect, "a stored answer is not JSON");
        found = Record{std::string(row.text(0)), std::move(*answer)};
      });
  return found;
}

void record(storage::Transaction& tx, int64_t key, const Claim& claim, const json::Value& answer,
            base::WallTime now, std::chrono::seconds validity) {
  const int64_t now_ms = base::to_unix_ms(now);
  tx.execute("DELETE FROM client_tokens WHERE account_key = ? AND action = ? AND token = ?",
             {claim.account_key, claim.action, claim.token});
  tx.execute(
      "DELETE FROM client_tokens WHERE key IN "
      "(SELECT key FROM client_tokens WHERE expires_ms <= ? ORDER BY expires_ms LIMIT ?)",
      {now_ms, expired_records_per_call_max});
  tx.execute(
      "INSERT INTO client_tokens (key, account_key, action, token, fingerprint, answer, expires_ms) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      {key, claim.account_key, claim.action, claim.token, claim.fingerprint, json::print(answer),
       base::to_unix_ms(now + validity)});
}

}  // namespace sluice::idempotency
