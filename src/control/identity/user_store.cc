#include "control/identity/user_store.h"

namespace sluice::identity {
namespace {

constexpr std::string_view select_user =
    "SELECT key, account_key, user_id, name, display_name, mobile_phone, email, comments, created_ms, "
    "updated_ms FROM ram_users WHERE ";

User to_user(const storage::Row& row) {
  return {.key = row.integer(0),
          .account_key = row.integer(1),
          .id = model::UserId(std::string(row.text(2))),
          .name = std::string(row.text(3)),
          .display_name = std::string(row.text(4)),
          .mobile_phone = std::string(row.text(5)),
          .email = std::string(row.text(6)),
          .comments = std::string(row.text(7)),
          .created = base::from_unix_ms(row.integer(8)),
          .updated = base::from_unix_ms(row.integer(9))};
}

}  // namespace

void insert_user(storage::Transaction& tx, const User& user) {
  tx.execute(
      "INSERT INTO ram_users (key, account_key, user_id, name, display_name, mobile_phone, email, comments, "
      "created_ms, updated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {user.key, user.account_key, user.id.get(), user.name, user.display_name, user.mobile_phone, user.email,
       user.comments, base::to_unix_ms(user.created), base::to_unix_ms(user.updated)});
}

std::optional<User> find_user(storage::Transaction& tx, int64_t account_key, std::string_view name) {
  std::optional<User> found;
  tx.query(std::string(select_user) + "account_key = ? AND name = ?", {account_key, name},
           [&](const storage::Row& row) { found = to_user(row); });
  return found;
}

std::optional<User> find_user(storage::Transaction& tx, int64_t account_key, int64_t key) {
  std::optional<User> found;
  tx.query(std::string(select_user) + "account_key = ? AND key = ?", {account_key, key},
           [&](const storage::Row& row) { found = to_user(row); });
  return found;
}

std::vector<User> list_users(storage::Transaction& tx, int64_t account_key, int64_t after_key,
                             int64_t count_max) {
  std::vector<User> users;
  tx.query(std::string(select_user) + "account_key = ? AND key > ? ORDER BY key LIMIT ?",
           {account_key, after_key, count_max},
           [&](const storage::Row& row) { users.push_back(to_user(row)); });
  return users;
}

int64_t count_users(storage::Transaction& tx, int64_t account_key) {
  int64_t count = 0;
  tx.query("SELECT COUNT(*) FROM ram_users WHERE account_key = ?", {account_key},
           [&](const storage::Row& row) { count = row.integer(0); });
  return count;
}

void update_user(storage::Transaction& tx, const User& user) {
  tx.execute(
      "UPDATE ram_users SET name = ?, display_name = ?, mobile_phone = ?, email = ?, comments = ?, "
      "updated_ms = ? WHERE key = ?",
      {user.name, user.display_name, user.mobile_phone, user.email, user.comments,
       base::to_unix_ms(user.updated), user.key});
}

void delete_user(storage::Transaction& tx, int64_t key) {
  tx.execute("DELETE FROM ram_users WHERE key = ?", {key});
}

}  // namespace sluice::identity
