#include "control/identity/role_store.h"

namespace sluice::identity {
namespace {

constexpr std::string_view select_role =
    "SELECT key, account_key, role_id, name, description, trust_policy, session_max_s, created_ms, "
    "updated_ms FROM ram_roles WHERE ";

Role to_role(const storage::Row& row) {
  return {.key = row.integer(0),
          .account_key = row.integer(1),
          .id = model::RoleId(std::string(row.text(2))),
          .name = std::string(row.text(3)),
          .description = std::string(row.text(4)),
          .trust_policy = std::string(row.text(5)),
          .session_max = std::chrono::seconds(row.integer(6)),
          .created = base::from_unix_ms(row.integer(7)),
          .updated = base::from_unix_ms(row.integer(8))};
}

}  // namespace

void insert_role(storage::Transaction& tx, const Role& role) {
  tx.execute(
      "INSERT INTO ram_roles (key, account_key, role_id, name, description, trust_policy, session_max_s, "
      "created_ms, updated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {role.key, role.account_key, role.id.get(), role.name, role.description, role.trust_policy,
       int64_t{role.session_max.count()}, base::to_unix_ms(role.created), base::to_unix_ms(role.updated)});
}

std::optional<Role> find_role(storage::Transaction& tx, int64_t account_key, std::string_view name) {
  std::optional<Role> found;
  tx.query(std::string(select_role) + "account_key = ? AND name = ?", {account_key, name},
           [&](const storage::Row& row) { found = to_role(row); });
  return found;
}

std::optional<Role> find_role(storage::Transaction& tx, int64_t account_key, int64_t key) {
  std::optional<Role> found;
  tx.query(std::string(select_role) + "account_key = ? AND key = ?", {account_key, key},
           [&](const storage::Row& row) { found = to_role(row); });
  return found;
}

std::vector<Role> list_roles(storage::Transaction& tx, int64_t account_key, int64_t after_key,
                             int64_t count_max) {
  std::vector<Role> roles;
  tx.query(std::string(select_role) + "account_key = ? AND key > ? ORDER BY key LIMIT ?",
           {account_key, after_key, count_max},
           [&](const storage::Row& row) { roles.push_back(to_role(row)); });
  return roles;
}

int64_t count_roles(storage::Transaction& tx, int64_t account_key) {
  int64_t count = 0;
  tx.query("SELECT COUNT(*) FROM ram_roles WHERE account_key = ?", {account_key},
           [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

void update_role(storage::Transaction& tx, const Role& role) {
  tx.execute(
      "UPDATE ram_roles SET description = ?, trust_policy = ?, session_max_s = ?, updated_ms = ? WHERE key = "
      "?",
      {role.description, role.trust_policy, int64_t{role.session_max.count()}, base::to_unix_ms(role.updated),
       role.key});
}

void delete_role(storage::Transaction& tx, int64_t key) {
  tx.execute("DELETE FROM ram_roles WHERE key = ?", {key});
}

}  // namespace sluice::identity
