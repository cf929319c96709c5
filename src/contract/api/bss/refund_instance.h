#pragma once
// Giving back what was paid in advance for an account's hosts.

#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct RefundInstance {
  static const Action declaration;

  std::vector<std::string> instance_ids;
  std::string refund_type;
  std::optional<std::string> amount;
  std::optional<std::string> client_token;
};

}  // namespace sluice::api
