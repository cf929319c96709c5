#pragma once
// Orders, for the operator: those that another system made, and taking them on.

#include <cstdint>
#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// What another system placed, in the state it is in there. Nothing is checked of what holds for orders that
// are placed here, and no money moves.
struct RecordOrder {
  static const Action declaration;

  std::string account_id;
  std::string order_type;
  std::string commodity;
  std::optional<std::string> host_id;
  std::optional<std::string> ens_region_id;
  std::optional<std::string> load_balancer_spec;
  std::string currency;
  std::string amount;
  std::string state;
  std::optional<std::string> pay_until_time;
  std::optional<int64_t> trusteeship_version;
};

// One step of an order's states. Money that was set aside for it is taken when it is COMPLETED, and let go
// when it is FAILED or CANCELLED.
struct AdvanceOrder {
  static const Action declaration;

  std::string account_id;
  std::string order_id;
  std::string state;
};

struct DescribeOrders {
  static const Action declaration;

  std::string account_id;
  std::optional<std::string> order_id;
  std::optional<std::string> state;
  int page_number = 0;
  int page_size = 0;
};

}  // namespace sluice::api
