#pragma once
// Orders and their states (commerce fact sheet, 1.7).
//
//   CREATED --> UNPAID --> PAYING --> AUTHORISED --> FULFILLING --> CAPTURING --> COMPLETED
//                 |          |             '---------------+--------------'
//                 |     PAY_UNKNOWN                        v
//                 v          v                       COMPENSATING --> FAILED
//             CANCELLED <----'
//   CAPTURE_FAILED: a paid order whose money could not be collected --> CAPTURING, COMPENSATING
//
// What no external system takes part in goes from CREATED to its end in one transaction, and only the end is
// stored. An order's number is its key, printed.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "control/commerce/catalogue/order_type.h"
#include "control/commerce/money/amount.h"
#include "platform/base/clock.h"

namespace sluice::commerce {

enum class OrderState {
  Created,
  Unpaid,
  Paying,
  PayUnknown,
  Authorised,
  Fulfilling,
  Capturing,
  CaptureFailed,
  Compensating,
  Completed,
  Cancelled,
  Failed,
};
std::string_view to_text(OrderState state);  // COMPLETED
OrderState to_order_state(std::string_view text);

inline bool has_ended(OrderState state) {
  return state == OrderState::Completed || state == OrderState::Cancelled || state == OrderState::Failed;
}
// As customers see it: Unpaid, Paid or Cancelled.
std::string_view shown_state(OrderState state);
// Whether an order in the one state may be taken to the other.
bool may_become(OrderState from, OrderState to);

struct Order {
  int64_t key = 0;
  int64_t account_key = 0;
  std::string actor;  // who placed it: an ARN
  OrderType type = OrderType::Buy;
  std::string commodity;
  int64_t host_key = 0;
  std::string ens_region_id;
  std::string spec;
  std::string quote;  // JSON, as it was when the order was placed
  std::string currency;
  Minor payable = 0;
  Minor deposit_left = 0;        // of what was paid: not yet earned, and not yet given back
  int64_t payer_key = 0;         // the account whose fund account pays
  int64_t relation_version = 0;  // of the trusteeship under which it was placed; 0: none
  std::optional<base::WallTime> pay_until;
  OrderState state = OrderState::Created;
  std::string outcome;      // empty, SUCCESS or a code
  std::string resource_id;  // what it made
  base::WallTime created;
};

// Unpaid beyond its time counts as cancelled, for whoever looks at it then: nothing has to come by to make it
// so.
bool is_expired(const Order& order, base::WallTime now);
std::string_view shown_state(const Order& order, base::WallTime now);

// A purchase is an expansion of its host, which it shares with others; all other orders have it alone.
inline bool holds_host_alone(const Order& order) {
  return order.type != OrderType::Buy;
}

inline std::string order_no(const Order& order) {
  return std::to_string(order.key);
}

}  // namespace sluice::commerce
