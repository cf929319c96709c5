#include "control/identity/identity_store.h"

#include <unordered_map>

namespace sluice::identity {
namespace {

constexpr int64_t whole_account = -1;  // no key of a user or a role

constexpr std::string_view account_columns =
    "SELECT key, account_id, is_operator, name, created_ms FROM accounts";

StoredAccount to_account(const storage::Row& row) {
  return {.key = row.integer(0),
          .account_id = model::AccountId(std::string(row.text(1))),
          .is_operator = row.integer(2) != 0,
          .name = std::string(row.text(3)),
          .created = base::from_unix_ms(row.integer(4))};
}

std::vector<StoredAccount> query_accounts(storage::Transaction& tx, std::string_view conditions,
                                          std::initializer_list<storage::Value> values) {
  std::vector<StoredAccount> accounts;
  tx.query(std::string(account_columns) + std::string(conditions), values,
           [&](const storage::Row& row) { accounts.push_back(to_account(row)); });
  return accounts;
}

std::optional<StoredAccount> first_of(std::vector<StoredAccount> accounts) {
  if (accounts.empty()) return std::nullopt;
  return std::move(accounts.front());
}

std::vector<StoredAccessKey> query_keys(storage::Transaction& tx, std::string_view conditions,
                                        std::initializer_list<storage::Value> values) {
  std::vector<StoredAccessKey> keys;
  tx.query(
      "SELECT k.access_key_id, k.sealed_secret, k.active, a.key, a.account_id, a.is_operator, k.drawn, "
      "k.user_key, k.created_ms FROM access_keys k JOIN accounts a ON a.key = k.account_key WHERE " +
          std::string(conditions) + " ORDER BY k.key",
      values, [&](const storage::Row& row) {
        keys.push_back({.access_key_id = model::AccessKeyId(std::string(row.text(0))),
                        .account = {.key = row.integer(3),
                                    .account_id = model::AccountId(std::string(row.text(4))),
                                    .is_operator = row.integer(5) != 0},
                        .sealed_secret = std::string(row.text(1)),
                        .active = row.integer(2) != 0,
                        .drawn = row.integer(6) != 0,
                        .user_key = row.integer(7),
                        .created = base::from_unix_ms(row.integer(8))});
      });
  return keys;
}

}  // namespace

std::optional<StoredAccount> find_operator(storage::Transaction& tx) {
  return first_of(query_accounts(tx, " WHERE is_operator = 1 ORDER BY key LIMIT 1", {}));
}

std::optional<StoredAccount> find_account(storage::Transaction& tx, int64_t account_key) {
  return first_of(query_accounts(tx, " WHERE key = ?", {account_key}));
}

std::optional<StoredAccount> find_account(storage::Transaction& tx, const model::AccountId& account_id) {
  return first_of(query_accounts(tx, " WHERE account_id = ?", {account_id.get()}));
}

std::vector<StoredAccount> list_accounts(storage::Transaction& tx) {
  return query_accounts(tx, " ORDER BY key", {});
}

void insert_account(storage::Transaction& tx, const StoredAccount& account, std::string_view name,
                    base::WallTime now) {
  tx.execute(
      "INSERT INTO accounts (key, account_id, name, is_operator, created_ms) VALUES (?, ?, ?, ?, ?)",
      {account.key, account.account_id.get(), name, int64_t{account.is_operator}, base::to_unix_ms(now)});
}

void insert_access_key(storage::Transaction& tx, int64_t key, const StoredAccessKey& access_key,
                       base::WallTime now) {
  tx.execute(
      "INSERT INTO access_keys (key, access_key_id, account_key, sealed_secret, active, drawn, created_ms, "
      "user_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {key, access_key.access_key_id.get(), access_key.account.key, access_key.sealed_secret,
       int64_t{access_key.active}, int64_t{access_key.drawn}, base::to_unix_ms(now), access_key.user_key});
}

std::vector<StoredAccessKey> list_access_keys(storage::Transaction& tx, int64_t account_key) {
  return query_keys(tx, "k.account_key = ?", {account_key});
}

std::vector<StoredAccessKey> list_access_keys_of(storage::Transaction& tx, int64_t account_key,
                                                 int64_t user_key) {
  return query_keys(tx, "k.account_key = ? AND k.user_key = ?", {account_key, user_key});
}

void set_access_key_active(storage::Transaction& tx, const model::AccessKeyId& access_key_id, bool active) {
  tx.execute("UPDATE access_keys SET active = ? WHERE access_key_id = ?",
             {int64_t{active}, access_key_id.get()});
}

void delete_access_key(storage::Transaction& tx, const model::AccessKeyId& access_key_id) {
  tx.execute("DELETE FROM access_keys WHERE access_key_id = ?", {access_key_id.get()});
}

void note_change(storage::Transaction& tx, int64_t account_key) {
  const int64_t revision = newest_revision(tx) + 1;
  tx.execute("DELETE FROM identity_changes WHERE account_key = ?", {account_key});
  tx.execute("INSERT INTO identity_changes (account_key, principal_key, revision) VALUES (?, ?, ?)",
             {account_key, whole_account, revision});
}

void note_change_of(storage::Transaction& tx, int64_t account_key, int64_t principal_key) {
  int64_t rows = 0;
  tx.query("SELECT COUNT(*) FROM identity_changes WHERE account_key = ?", {account_key},
           [&](const storage::Row& row) { rows = row.integer(0); });
  if (rows >= changes_per_account_max) return note_change(tx, account_key);
  tx.execute(
      "INSERT INTO identity_changes (account_key, principal_key, revision) VALUES (?, ?, ?) "
      "ON CONFLICT (account_key, principal_key) DO UPDATE SET revision = excluded.revision",
      {account_key, principal_key, newest_revision(tx) + 1});
}

int64_t newest_revision(storage::Transaction& tx) {
  int64_t revision = 0;
  tx.query("SELECT COALESCE(MAX(revision), 0) FROM identity_changes", {},
           [&](const storage::Row& row) { revision = row.integer(0); });
  return revision;
}

std::vector<ChangedAccount> changed_accounts(storage::Transaction& tx, int64_t after_revision) {
  std::vector<ChangedAccount> accounts;
  std::unordered_map<int64_t, size_t> places;
  tx.query("SELECT account_key, principal_key FROM identity_changes WHERE revision > ? ORDER BY revision",
           {after_revision}, [&](const storage::Row& row) {
             const int64_t account_key = row.integer(0), principal_key = row.integer(1);
             const auto [place, is_new] = places.try_emplace(account_key, accounts.size());
             if (is_new) accounts.push_back({.account_key = account_key, .only_of = std::vector<int64_t>()});
             auto& only_of = accounts[place->second].only_of;
             if (principal_key == whole_account) {
               only_of.reset();
             } else if (only_of) {
               only_of->push_back(principal_key);
             }
           });
  return accounts;
}

}  // namespace sluice::identity
