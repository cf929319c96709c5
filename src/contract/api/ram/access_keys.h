#pragma once
// Access keys of RAM users and of an account's root. A secret is told once, when its key is created.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// In each of them a user who is not named is the caller.
struct CreateAccessKey {
  static const Action declaration;

  std::optional<std::string> user_name;
};

struct ListAccessKeys {
  static const Action declaration;

  std::optional<std::string> user_name;
};

struct UpdateAccessKey {
  static const Action declaration;

  std::optional<std::string> user_name;
  std::string user_access_key_id;
  std::string status;
};

struct DeleteAccessKey {
  static const Action declaration;

  std::optional<std::string> user_name;
  std::string user_access_key_id;
};

}  // namespace sluice::api
