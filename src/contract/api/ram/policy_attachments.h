#pragma once
// Which policies RAM users and roles have, and who has a policy. A change is in force before it is answered.

#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct AttachPolicyToUser {
  static const Action declaration;

  std::string policy_type;
  std::string policy_name;
  std::string user_name;
};

struct DetachPolicyFromUser {
  static const Action declaration;

  std::string policy_type;
  std::string policy_name;
  std::string user_name;
};

struct ListPoliciesForUser {
  static const Action declaration;

  std::string user_name;
};

struct AttachPolicyToRole {
  static const Action declaration;

  std::string policy_type;
  std::string policy_name;
  std::string role_name;
};

struct DetachPolicyFromRole {
  static const Action declaration;

  std::string policy_type;
  std::string policy_name;
  std::string role_name;
};

struct ListPoliciesForRole {
  static const Action declaration;

  std::string role_name;
};

struct ListEntitiesForPolicy {
  static const Action declaration;

  std::string policy_type;
  std::string policy_name;
};

}  // namespace sluice::api
