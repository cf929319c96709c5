#pragma once
// Bank cards and withholding agreements that an account has bound, for the operator. What is kept of them is
// the provider's reference, never a number.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// New, or changed where the account has one of that kind and reference; what is left out stays then.
struct SetPaymentMethod {
  static const Action declaration;

  std::string account_id;
  std::string kind;
  std::string reference;
  std::optional<std::string> brand;
  std::optional<std::string> expiry_time;
  std::optional<std::string> status;
  std::optional<std::string> per_payment_max;
};

struct RemovePaymentMethod {
  static const Action declaration;

  std::string account_id;
  std::string kind;
  std::string reference;
};

struct DescribePaymentMethods {
  static const Action declaration;

  std::string account_id;
};

}  // namespace sluice::api
