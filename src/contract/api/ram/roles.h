#pragma once
// Roles: what somebody may do for a while whom the role trusts, with temporary keys (sts/assume_role.h) and
// without keys of its own.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct CreateRole {
  static const Action declaration;

  std::string role_name;
  std::string assume_role_policy_document;
  std::string description;
  int max_session_duration = 0;  // seconds
};

struct GetRole {
  static const Action declaration;

  std::string role_name;
};

// What is not sent stays as it is.
struct UpdateRole {
  static const Action declaration;

  std::string role_name;
  std::optional<std::string> new_assume_role_policy_document;
  std::optional<std::string> new_description;
  std::optional<int> new_max_session_duration;
};

struct DeleteRole {
  static const Action declaration;

  std::string role_name;
};

struct ListRoles {
  static const Action declaration;

  std::optional<std::string> marker;
  int max_items = 0;
};

}  // namespace sluice::api
