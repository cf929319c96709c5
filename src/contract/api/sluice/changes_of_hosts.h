#pragma once
// What becomes of a host beside what the billing API has words for: a larger plan for a while, by its
// account, and another owner, by the operator.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct TempUpgradeInstance {
  static const Action declaration;

  std::string instance_id;
  std::string plan;
  std::optional<std::string> from_time;
  std::string to_time;
  std::optional<std::string> client_token;
};

struct TransferHost {
  static const Action declaration;

  std::string account_id;
  std::string host_id;
  std::string to_account_id;
};

}  // namespace sluice::api
