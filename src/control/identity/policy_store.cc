#include "control/identity/policy_store.h"

namespace sluice::identity {
namespace {

constexpr std::string_view select_policy =
    "SELECT key, account_key, name, description, default_version, newest_version, created_ms, updated_ms "
    "FROM ram_policies WHERE ";

CustomPolicy to_policy(const storage::Row& row) {
  return {.key = row.integer(0),
          .account_key = row.integer(1),
          .name = std::string(row.text(2)),
          .description = std::string(row.text(3)),
          .default_version = row.integer(4),
          .newest_version = row.integer(5),
          .created = base::from_unix_ms(row.integer(6)),
          .updated = base::from_unix_ms(row.integer(7))};
}

std::vector<CustomPolicy> query_policies(storage::Transaction& tx, std::string_view conditions,
                                         std::initializer_list<storage::Value> values) {
  std::vector<CustomPolicy> policies;
  tx.query(std::string(select_policy) + std::string(conditions), values,
           [&](const storage::Row& row) { policies.push_back(to_policy(row)); });
  return policies;
}

int64_t count(storage::Transaction& tx, std::string_view sql, std::initializer_list<storage::Value> values) {
  int64_t counted = 0;
  tx.query(sql, values, [&](const storage::Row& row) { counted = row.integer(0); });
  return counted;
}

std::vector<Attachment> query_attachments(storage::Transaction& tx, std::string_view condition,
                                          std::initializer_list<storage::Value> values) {
  std::vector<Attachment> attachments;
  tx.query("SELECT principal_key, policy_type, policy_name, attached_ms FROM ram_attachments WHERE " +
               std::string(condition) + " ORDER BY principal_key, policy_type, policy_name",
           values, [&](const storage::Row& row) {
             attachments.push_back({.principal_key = row.integer(0),
                                    .type = to_policy_type(row.text(1)),
                                    .policy_name = std::string(row.text(2)),
                                    .attached = base::from_unix_ms(row.integer(3))});
           });
  return attachments;
}

}  // namespace

std::string_view to_text(PolicyType type) {
  return type == PolicyType::System ? "System" : "Custom";
}

PolicyType to_policy_type(std::string_view text) {
  return text == "System" ? PolicyType::System : PolicyType::Custom;
}

void insert_policy(storage::Transaction& tx, const CustomPolicy& policy) {
  tx.execute(
      "INSERT INTO ram_policies (key, account_key, name, description, default_version, newest_version, "
      "created_ms, updated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {policy.key, policy.account_key, policy.name, policy.description, policy.default_version,
       policy.newest_version, base::to_unix_ms(policy.created), base::to_unix_ms(policy.updated)});
}

std::optional<CustomPolicy> find_policy(storage::Transaction& tx, int64_t account_key,
                                        std::string_view name) {
  auto found = query_policies(tx, "account_key = ? AND name = ?", {account_key, name});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<CustomPolicy> list_policies(storage::Transaction& tx, int64_t account_key, int64_t after_key,
                                        int64_t count_max) {
  return query_policies(tx, "account_key = ? AND key > ? ORDER BY key LIMIT ?",
                        {account_key, after_key, count_max});
}

int64_t count_policies(storage::Transaction& tx, int64_t account_key) {
  return count(tx, "SELECT COUNT(*) FROM ram_policies WHERE account_key = ?", {account_key});
}

void update_policy(storage::Transaction& tx, const CustomPolicy& policy) {
  tx.execute("UPDATE ram_policies SET default_version = ?, newest_version = ?, updated_ms = ? WHERE key = ?",
             {policy.default_version, policy.newest_version, base::to_unix_ms(policy.updated), policy.key});
}

void delete_policy(storage::Transaction& tx, int64_t policy_key) {
  tx.execute("DELETE FROM ram_policy_versions WHERE policy_key = ?", {policy_key});
  tx.execute("DELETE FROM ram_policies WHERE key = ?", {policy_key});
}

void insert_policy_version(storage::Transaction& tx, int64_t policy_key, const PolicyVersion& version) {
  tx.execute(
      "INSERT INTO ram_policy_versions (policy_key, version, document, created_ms) VALUES (?, ?, ?, ?)",
      {policy_key, version.version, version.document, base::to_unix_ms(version.created)});
}

std::optional<PolicyVersion> find_policy_version(storage::Transaction& tx, int64_t policy_key,
                                                 int64_t version) {
  std::optional<PolicyVersion> found;
  tx.query(
      "SELECT version, document, created_ms FROM ram_policy_versions WHERE policy_key = ? AND version = ?",
      {policy_key, version}, [&](const storage::Row& row) {
        found = {.version = row.integer(0),
                 .document = std::string(row.text(1)),
                 .created = base::from_unix_ms(row.integer(2))};
      });
  return found;
}

std::vector<int64_t> list_policy_versions(storage::Transaction& tx, int64_t policy_key) {
  std::vector<int64_t> versions;
  tx.query("SELECT version FROM ram_policy_versions WHERE policy_key = ? ORDER BY version", {policy_key},
           [&](const storage::Row& row) { versions.push_back(row.integer(0)); });
  return versions;
}

void delete_policy_version(storage::Transaction& tx, int64_t policy_key, int64_t version) {
  tx.execute("DELETE FROM ram_policy_versions WHERE policy_key = ? AND version = ?", {policy_key, version});
}

void attach_policy(storage::Transaction& tx, int64_t account_key, const Attachment& attachment) {
  tx.execute(
      "INSERT INTO ram_attachments (principal_key, policy_type, policy_name, account_key, attached_ms) "
      "VALUES (?, ?, ?, ?, ?)",
      {attachment.principal_key, to_text(attachment.type), attachment.policy_name, account_key,
       base::to_unix_ms(attachment.attached)});
}

bool detach_policy(storage::Transaction& tx, int64_t principal_key, PolicyType type,
                   std::string_view policy_name) {
  return tx.execute(
             "DELETE FROM ram_attachments WHERE principal_key = ? AND policy_type = ? AND policy_name = ?",
             {principal_key, to_text(type), policy_name}) > 0;
}

std::vector<Attachment> list_attachments_of(storage::Transaction& tx, int64_t principal_key) {
  return query_attachments(tx, "principal_key = ?", {principal_key});
}

std::vector<Attachment> list_attachments(storage::Transaction& tx, int64_t account_key) {
  return query_attachments(tx, "account_key = ?", {account_key});
}

std::vector<Attachment> list_attachments(storage::Transaction& tx, int64_t account_key, PolicyType type,
                                         std::string_view policy_name) {
  return query_attachments(tx, "account_key = ? AND policy_type = ? AND policy_name = ?",
                           {account_key, to_text(type), policy_name});
}

int64_t count_attachments(storage::Transaction& tx, int64_t account_key, PolicyType type,
                          std::string_view policy_name) {
  return count(tx,
               "SELECT COUNT(*) FROM ram_attachments WHERE account_key = ? AND policy_type = ? AND "
               "policy_name = ?",
               {account_key, to_text(type), policy_name});
}

}  // namespace sluice::identity
