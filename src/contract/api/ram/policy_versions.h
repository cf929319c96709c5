#pragma once
// The versions of a policy: one is in force, the others are what it was or what it may become.

#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// In both a system policy has the one version v1.
struct ListPolicyVersions {
  static const Action declaration;

  std::string policy_type;
  std::string policy_name;
};

struct GetPolicyVersion {
  static const Action declaration;

  std::string policy_type;
  std::string policy_name;
  std::string version_id;
};

struct SetDefaultPolicyVersion {
  static const Action declaration;

  std::string policy_name;
  std::string version_id;
};

struct DeletePolicyVersion {
  static const Action declaration;

  std::string policy_name;
  std::string version_id;
};

}  // namespace sluice::api
