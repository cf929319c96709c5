#pragma once
// RAM roles in the database. Called inside units of work; an account sees only its own rows.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/model/ids.h"
#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::identity {

struct Role {
  int64_t key = 0;
  int64_t account_key = 0;
  model::RoleId id;
  std::string name;
  std::string description;
  std::string trust_policy;  // as it was sent
  std::chrono::seconds session_max{};
  base::WallTime created;
  base::WallTime updated;
};

void insert_role(storage::Transaction& tx, const Role& role);
std::optional<Role> find_role(storage::Transaction& tx, int64_t account_key, std::string_view name);
std::optional<Role> find_role(storage::Transaction& tx, int64_t account_key, int64_t key);
// Oldest first: those after a key, so many at most.
std::vector<Role> list_roles(storage::Transaction& tx, int64_t account_key, int64_t after_key = 0,
                             int64_t count_max = INT64_MAX);
int64_t count_roles(storage::Transaction& tx, int64_t account_key);
// All but key, account, id and name.
void update_role(storage::Transaction& tx, const Role& role);
void delete_role(storage::Transaction& tx, int64_t key);

}  // namespace sluice::identity
