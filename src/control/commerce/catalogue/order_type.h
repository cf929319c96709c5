#pragma once
// What an order asks for, after the billing API's order types (commerce fact sheet, 1.7).

#include <optional>
#include <span>
#include <string_view>

namespace sluice::commerce {

enum class OrderType {
  Buy,
  Renew,
  Upgrade,
  TempUpgrade,
  Downgrade,
  Refund,
  Convert,      // of the way it is charged
  RenewChange,  // a renewal that takes effect with another spec
  Open,         // of a service that has to be activated by hand
  Transfer,     // to another owner
};

// All of them, in the enum's order.
std::span<const std::string_view> order_type_texts();
std::string_view to_text(OrderType type);
std::optional<OrderType> parse_order_type(std::string_view text);

}  // namespace sluice::commerce
