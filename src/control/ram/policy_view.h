#pragma once
// A policy and its versions as answers show them, whoever made it.

#include <string>

#include "control/identity/policy_store.h"
#include "control/identity/system_policies.h"
#include "platform/json/json.h"

namespace sluice::ram {

struct PolicyView {
  int64_t key = 0;
  identity::PolicyType type = identity::PolicyType::Custom;
  std::string name;
  std::string description;
  int64_t default_version = 1;
  std::string created;
  std::string updated;
};

inline PolicyView view_of(const identity::CustomPolicy& policy) {
  return {.key = policy.key,
          .type = identity::PolicyType::Custom,
          .name = policy.name,
          .description = policy.description,
          .default_version = policy.default_version,
          .created = base::format_iso8601(policy.created),
          .updated = base::format_iso8601(policy.updated)};
}

inline PolicyView view_of(const identity::SystemPolicy& policy) {
  return {.type = identity::PolicyType::System,
          .name = std::string(policy.name),
          .description = std::string(policy.description),
          .created = std::string(identity::system_policies_since),
          .updated = std::string(identity::system_policies_since)};
}

inline std::string version_id(int64_t version) {
  return "v" + std::to_string(version);
}

inline json::Value to_json(const PolicyView& policy) {
  return {{"PolicyName", policy.name},
          {"PolicyType", identity::to_text(policy.type)},
          {"Description", policy.description},
          {"DefaultVersion", version_id(policy.default_version)}};
}

inline json::Value to_json(const identity::PolicyVersion& version, bool is_default) {
  return {{"VersionId", version_id(version.version)},
          {"IsDefaultVersion", is_default},
          {"PolicyDocument", version.document},
          {"CreateDate", base::format_iso8601(version.created)}};
}

// The one version that a policy of the system has.
inline json::Value version_of(const identity::SystemPolicy& policy) {
  return {{"VersionId", version_id(1)},
          {"IsDefaultVersion", true},
          {"PolicyDocument", policy.document},
          {"CreateDate", identity::system_policies_since}};
}

}  // namespace sluice::ram
