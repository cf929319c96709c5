#include "control/commerce/catalogue/order_type.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view order_types[] = {"Buy",    "Renew",   "Upgrade",     "TempUpgrade", "Downgrade",
                                            "Refund", "Convert", "RenewChange", "Open",        "Transfer"};

}  // namespace

std::span<const std::string_view> order_type_texts() {
  return order_types;
}

std::string_view to_text(OrderType type) {
  return order_types[static_cast<size_t>(type)];
}

std::optional<OrderType> parse_order_type(std::string_view text) {
  return base::find_word<OrderType>(order_types, text);
}

}  // namespace sluice::commerce
