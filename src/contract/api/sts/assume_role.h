#pragma once
// Temporary keys of a role, for somebody whom its trust policy names and, if he is not an account's root,
// whom his own policies let do it.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct AssumeRole {
  static const Action declaration;

  std::string role_arn;
  std::string role_session_name;
  int duration_seconds = 0;
  std::optional<std::string> external_id;
  std::optional<std::string> policy;  // of the session alone
};

}  // namespace sluice::api
