#include "control/identity/identity_store.h"

namespace sluice::identity {

std::optional<StoredAccount> find_operator(storage::Transaction& tx) {
  std::optional<StoredAccount> found;
  tx.query("SELECT key, account_id FROM accounts WHERE is_operator = 1 ORDER BY key LIMIT 1", {},
           [&](const storage::Row& row) {
             found = StoredAccount{row.integer(0), model::AccountId(std::string(row.text(1))), true};
           });
  return found;
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
      "INSERT INTO access_keys (key, access_key_id, account_key, sealed_secret, active, drawn, created_ms) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      {key, access_key.access_key_id.get(), access_key.account.key, access_key.sealed_secret,
       int64_t{access_key.active}, int64_t{access_key.drawn}, base::to_unix_ms(now)});
}

std::vector<StoredAccessKey> list_access_keys(storage::Transaction& tx) {
  std::vector<StoredAccessKey> keys;
  tx.query(
      "SELECT k.access_key_id, k.sealed_secret, k.active, a.key, a.account_id, a.is_operator, k.drawn "
      "FROM access_keys k JOIN accounts a ON a.key = k.account_key ORDER BY k.key",
      {}, [&](const storage::Row& row) {
        keys.push_back({.access_key_id = model::AccessKeyId(std::string(row.text(0))),
                        .account = {.key = row.integer(3),
                                    .account_id = model::AccountId(std::string(row.text(4))),
                                    .is_operator = row.integer(5) != 0},
                        .sealed_secret = std::string(row.text(1)),
                        .active = row.integer(2) != 0,
                        .drawn = row.integer(6) != 0});
      });
  return keys;
}

}  // namespace sluice::identity
