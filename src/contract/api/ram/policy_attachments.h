#pragma once
// Which policies a RAM user has. A change is in force before it is answered.

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

}  // namespace sluice::api
