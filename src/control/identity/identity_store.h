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
};

struct StoredAccessKey {
  model::AccessKeyId access_key_id;
  StoredAccount account;
  std::string sealed_secret;
  bool active;
  bool drawn;  // by this service, rather than chosen by somebody
};

std::optional<StoredAccount> find_operator(storage::Transaction& tx);
void insert_account(storage::Transaction& tx, const StoredAccount& account, std::string_view name,
                    base::WallTime now);
void insert_access_key(storage::Transaction& tx, int64_t key, const StoredAccessKey& access_key,
                       base::WallTime now);
std::vector<StoredAccessKey> list_access_keys(storage::Transaction& tx);

}  // namespace sluice::identity
