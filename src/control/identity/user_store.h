#pragma once
// RAM users in the database. Called inside units of work; an account sees only its own rows.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/model/ids.h"
#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::identity {

struct User {
  int64_t key = 0;
  int64_t account_key = 0;
  model::UserId id;
  std::string name;
  std::string display_name;
  std::string mobile_phone;
  std::string email;
  std::string comments;
  base::WallTime created;
  base::WallTime updated;
};

void insert_user(storage::Transaction& tx, const User& user);
std::optional<User> find_user(storage::Transaction& tx, int64_t account_key, std::string_view name);
std::optional<User> find_user(storage::Transaction& tx, int64_t account_key, int64_t key);
// Oldest first: those after a key, so many at most.
std::vector<User> list_users(storage::Transaction& tx, int64_t account_key, int64_t after_key = 0,
                             int64_t count_max = INT64_MAX);
int64_t count_users(storage::Transaction& tx, int64_t account_key);
// All but key, account and id.
void update_user(storage::Transaction& tx, const User& user);
void delete_user(storage::Transaction& tx, int64_t key);

}  // namespace sluice::identity
