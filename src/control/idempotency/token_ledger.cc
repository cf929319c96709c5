#include "control/idempotency/token_ledger.h"

#include "control/idempotency/stored_json.h"
#include "platform/storage/key_source.h"

namespace sluice::idempotency {
std::vector<LedgerEntry> list_entries(storage::Transaction& tx, const storage::Where& where,
                                      const storage::Page& page) {
  std::vector<LedgerEntry> entries;
  storage::query_page(
      tx,
      "SELECT t.key, t.account_key, a.account_id, t.action, t.token, t.succeeded_by, t.fingerprint, "
      "t.parameters, t.resource_id, t.access_key_id, t.request_id, t.made_ms, t.expires_ms "
      "FROM client_tokens t JOIN accounts a ON a.key = t.account_key",
      where, "t.key DESC", page, [&](const storage::Row& row) {
        entries.push_back({.key = row.integer(0),
                           .account_key = row.integer(1),
                           .account_id = std::string(row.text(2)),
                           .action = std::string(row.text(3)),
                           .token = std::string(row.text(4)),
                           .replaced = row.integer(5) != 0,
                           .fingerprint = std::string(row.text(6)),
                           .parameters = parse_stored(row.text(7)),
                           .resource_id = std::string(row.text(8)),
                           .access_key_id = std::string(row.text(9)),
                           .request_id = std::string(row.text(10)),
                           .made = base::from_unix_ms(row.integer(11)),
                           .expires = base::from_unix_ms(row.integer(12))});
      });
  return entries;
}

int64_t count_entries(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "client_tokens t", where);
}

std::vector<Retry> retries_of(storage::Transaction& tx, int64_t token_key) {
  std::vector<Retry> retries;
  tx.query(
      "SELECT outcome, differing, access_key_id, request_id, used_ms FROM client_token_uses "
      "WHERE token_key = ? ORDER BY key",
      {token_key}, [&](const storage::Row& row) {
        retries.push_back({.outcome = std::string(row.text(0)),
                           .differing = parse_stored(row.text(1)),
                           .access_key_id = std::string(row.text(2)),
                           .request_id = std::string(row.text(3)),
                           .used = base::from_unix_ms(row.integer(4))});
      });
  return retries;
}

std::optional<Similar> similar_before(storage::Transaction& tx, const LedgerEntry& entry,
                                      std::chrono::seconds within) {
  std::optional<Similar> found;
  tx.query(
      "SELECT token, resource_id, made_ms FROM client_tokens "
      "WHERE account_key = ? AND action = ? AND fingerprint = ? AND key >= ? AND key < ? AND token <> ? "
      "ORDER BY key DESC LIMIT 1",
      {entry.account_key, entry.action, entry.fingerprint,
       storage::KeySource::first_at(storage::KeySource::drawn_at(entry.key) - within), entry.key,
       entry.token},
      [&](const storage::Row& row) {
        found = Similar{.token = std::string(row.text(0)),
                        .resource_id = std::string(row.text(1)),
                        .made = base::from_unix_ms(row.integer(2))};
      });
  return found;
}

}  // namespace sluice::idempotency
