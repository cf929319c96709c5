#pragma once
// More of the time of one of an account's hosts, paid in advance.

#include <cstdint>
#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct RenewInstance {
  static const Action declaration;

  std::string instance_id;
  int64_t renew_period = 0;  // months
  std::optional<std::string> client_token;
};

}  // namespace sluice::api
