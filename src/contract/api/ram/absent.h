#pragma once
// What RAM users have elsewhere and none has here: groups, a password for the console, devices for a second
// factor. Clients that take a user away ask about all of it first (Terraform's alicloud_ram_user with force),
// and are told what is true: there are no groups, and no such thing of this user.

#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct ListGroupsForUser {
  static const Action declaration;

  std::string user_name;
};

// Neither ever succeeds: EntityNotExist.User.LoginProfile, EntityNotExist.User.MFADevice.
struct DeleteLoginProfile {
  static const Action declaration;

  std::string user_name;
};

struct UnbindMFADevice {
  static const Action declaration;

  std::string user_name;
};

}  // namespace sluice::api
