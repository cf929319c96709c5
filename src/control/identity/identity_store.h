#pragma once
// Accounts and access keys in the database. Called inside units of work.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/model/ids.h"
#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::identity {

struct StoredAccount {
  int64_t key;
  model::AccountId account_id;
  bool is_operator;
  std::string name = {};
  base::WallTime created{};
};

struct StoredAccessKey {
  model::AccessKeyId access_key_id;
  StoredAccount account;
  std::string sealed_secret;
  bool active;
  bool drawn;            // at the first start, and told in the credentials file
  int64_t user_key = 0;  // 0: the account's own
  base::WallTime created{};
};

std::optional<StoredAccount> find_operator(storage::Transaction& tx);
// Oldest first.
std::vector<StoredAccount> list_accounts(storage::Transaction& tx);
void insert_account(storage::Transaction& tx, const StoredAccount& account, std::string_view name,
                    base::WallTime now);

void insert_access_key(storage::Transaction& tx, int64_t key, const StoredAccessKey& access_key,
                       base::WallTime now);
// Oldest first, the users' among them.
std::vector<StoredAccessKey> list_access_keys(storage::Transaction& tx, int64_t account_key);
// Those of one user, or with 0 the account's own.
std::vector<StoredAccessKey> list_access_keys_of(storage::Transaction& tx, int64_t account_key,
                                                 int64_t user_key);
void set_access_key_active(storage::Transaction& tx, const model::AccessKeyId& access_key_id, bool active);
void delete_access_key(storage::Transaction& tx, const model::AccessKeyId& access_key_id);

// Rows that say of whom in an account to read again; one more, and all of it is.
inline constexpr int64_t changes_per_account_max = 100;

// Whoever keeps the account in memory reads it again. One of the two is to be called by every unit that
// changes what a call of the account is checked against: the first whatever that is, the second, which is far
// less to read, for one user or role with keys and attachments, or with 0 the account's own keys.
void note_change(storage::Transaction& tx, int64_t account_key);
void note_change_of(storage::Transaction& tx, int64_t account_key, int64_t principal_key);

struct ChangedAccount {
  int64_t account_key = 0;
  std::optional<std::vector<int64_t>> only_of = std::nullopt;  // nothing: all of it
};
int64_t newest_revision(storage::Transaction& tx);
// Those that changed after a revision, in the order of their changes.
std::vector<ChangedAccount> changed_accounts(storage::Transaction& tx, int64_t after_revision);
std::optional<StoredAccount> find_account(storage::Transaction& tx, int64_t account_key);
std::optional<StoredAccount> find_account(storage::Transaction& tx, const model::AccountId& account_id);

}  // namespace sluice::identity
