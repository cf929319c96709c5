#pragma once
// A customer's own orders: paying, cancelling and looking at them.

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// Sets the money for an unpaid order aside; whoever fulfils the order takes it on from there.
struct PayOrder {
  static const Action declaration;

  std::string order_id;
};

struct CancelOrder {
  static const Action declaration;

  std::string order_id;
};

struct GetOrderDetail {
  static const Action declaration;

  std::string order_id;
};

struct QueryOrders {
  static const Action declaration;

  int page_num = 0;
  int page_size = 0;
  std::optional<std::string> create_time_start;
  std::optional<std::string> create_time_end;
  std::optional<std::string> product_code;
  std::optional<std::string> order_type;
  std::optional<std::string> payment_status;
};

}  // namespace sluice::api
