#pragma once
// Bills, for the operator: charges by hand, and paying them.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// For a resource or for a host subscription. What the payer's cash and credit do not reach waits until it is
// due.
struct CreateBill {
  static const Action declaration;

  std::string account_id;
  std::optional<std::string> resource_id;
  std::optional<std::string> host_id;
  std::string cycle;
  std::string currency;
  std::string amount;
  std::string due_time;
  std::string description;
  std::string commodity;
};

// All that is left of it, or nothing.
struct PayBill {
  static const Action declaration;

  std::string account_id;
  std::string bill_id;
};

struct DescribeBills {
  static const Action declaration;

  std::string account_id;
  std::optional<std::string> bill_id;
  std::optional<std::string> state;
  int page_number = 0;
  int page_size = 0;
};

}  // namespace sluice::api
