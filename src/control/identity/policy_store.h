#pragma once
// Policies and whom they are attached to, in the database. Called inside units of work; an account sees only
// its own rows. System policies (system_policies.h) are in no table; attachments name them like others.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::identity {

enum class PolicyType { System, Custom };

std::string_view to_text(PolicyType type);         // as the API says it
PolicyType to_policy_type(std::string_view text);  // of one of these two

// A custom policy.
struct CustomPolicy {
  int64_t key = 0;
  int64_t account_key = 0;
  std::string name;
  std::string description;
  int64_t default_version = 1;  // the one in force
  int64_t newest_version = 1;   // versions are counted from 1 and never given twice
  base::WallTime created;
  base::WallTime updated;
};

struct PolicyVersion {
  int64_t version = 1;
  std::string document;
  base::WallTime created;
};

void insert_policy(storage::Transaction& tx, const CustomPolicy& policy);
std::optional<CustomPolicy> find_policy(storage::Transaction& tx, int64_t account_key, std::string_view name);
// Oldest first: those after a key, so many at most.
std::vector<CustomPolicy> list_policies(storage::Transaction& tx, int64_t account_key, int64_t after_key,
                                        int64_t count_max);
int64_t count_policies(storage::Transaction& tx, int64_t account_key);
// Versions and times; the rest stays.
void update_policy(storage::Transaction& tx, const CustomPolicy& policy);
// With its versions.
void delete_policy(storage::Transaction& tx, int64_t policy_key);

void insert_policy_version(storage::Transaction& tx, int64_t policy_key, const PolicyVersion& version);
std::optional<PolicyVersion> find_policy_version(storage::Transaction& tx, int64_t policy_key,
                                                 int64_t version);
// Oldest first.
std::vector<int64_t> list_policy_versions(storage::Transaction& tx, int64_t policy_key);
void delete_policy_version(storage::Transaction& tx, int64_t policy_key, int64_t version);

// A policy that a user or a role has.
struct Attachment {
  int64_t principal_key = 0;
  PolicyType type = PolicyType::Custom;
  std::string policy_name;
  base::WallTime attached;
};

void attach_policy(storage::Transaction& tx, int64_t account_key, const Attachment& attachment);
// False if it was not attached.
bool detach_policy(storage::Transaction& tx, int64_t principal_key, PolicyType type,
                   std::string_view policy_name);
// By type and name.
std::vector<Attachment> list_attachments_of(storage::Transaction& tx, int64_t principal_key);
std::vector<Attachment> list_attachments(storage::Transaction& tx, int64_t account_key);
// Of one policy, by who has it.
std::vector<Attachment> list_attachments(storage::Transaction& tx, int64_t account_key, PolicyType type,
                                         std::string_view policy_name);
int64_t count_attachments(storage::Transaction& tx, int64_t account_key, PolicyType type,
                          std::string_view policy_name);

}  // namespace sluice::identity
