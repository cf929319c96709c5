#pragma once

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// The idempotency ledger: which ClientToken made what, who came again with it, what differed, and which calls
// look like retries that should have kept their token.
struct DescribeClientTokens {
  static const Action declaration;

  std::optional<std::string> token;
  std::optional<std::string> action_name;
  std::optional<std::string> resource_id;
  std::optional<std::string> account_id;
  int warning_seconds = 0;
  int page_number = 0;
  int page_size = 0;
};

// What `account_id` may be for the operator, beside an account.
inline constexpr std::string_view all_accounts = "*";

}  // namespace sluice::api
