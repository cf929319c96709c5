#pragma once
// RAM users: people and programs that act for an account, with what its policies allow them.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct CreateUser {
  static const Action declaration;

  std::string user_name;
  std::string display_name;
  std::string mobile_phone;
  std::string email;
  std::string comments;
};

struct GetUser {
  static const Action declaration;

  std::string user_name;
};

// What is not sent stays as it is.
struct UpdateUser {
  static const Action declaration;

  std::string user_name;
  std::optional<std::string> new_user_name;
  std::optional<std::string> new_display_name;
  std::optional<std::string> new_mobile_phone;
  std::optional<std::string> new_email;
  std::optional<std::string> new_comments;
};

struct DeleteUser {
  static const Action declaration;

  std::string user_name;
};

struct ListUsers {
  static const Action declaration;

  std::optional<std::string> marker;
  int max_items = 0;
};

}  // namespace sluice::api
