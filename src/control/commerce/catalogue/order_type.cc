#include "control/commerce/catalogue/order_type.h"

#include "contract/api/values.h"
#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

using api::values::order_types;  // in the order of the enum

}  // namespace

std::span<const std::string_view> order_type_texts() {
  return order_types;
}

std::string_view to_text(OrderType type) {
  return base::word_of(order_types, type);
}

std::optional<OrderType> parse_order_type(std::string_view text) {
  return base::find_word<OrderType>(order_types, text);
}

}  // namespace sluice::commerce
