#pragma once
// Who pays for whom, for the operator: pay relations, financial trusteeships, resellers.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct SetPayRelation {
  static const Action declaration;

  std::string account_id;
  std::string payer_account_id;
  std::optional<std::string> from_time;
  std::optional<std::string> to_time;
};

struct RemovePayRelation {
  static const Action declaration;

  std::string account_id;
};

struct SetTrusteeship {
  static const Action declaration;

  std::string account_id;
  std::string parent_account_id;
  std::string state;
};

struct SetResellerRelation {
  static const Action declaration;

  std::string account_id;
  std::string reseller_account_id;
  std::string currency;
  std::string quota_limit;
  std::string mode;
  std::string status;
};

struct RemoveResellerRelation {
  static const Action declaration;

  std::string account_id;
};

}  // namespace sluice::api
