#include "control/commerce/order_actions/sold_by.h"

#include <algorithm>

namespace sluice::commerce {
namespace {

bool is_sold_by(const Commodity& commodity, std::string_view pay_type) {
  return std::ranges::any_of(commodity.modules, [&](const Module& module) {
    return module.code == pay_type_module && std::ranges::find(module.items, pay_type) != module.items.end();
  });
}

}  // namespace

const Commodity* find_sold_by(const Terms& terms, std::string_view product, std::string_view pay_type) {
  for (const auto& [code, commodity] : terms.commodities) {
    if (commodity.product == product && is_sold_by(commodity, pay_type)) return &commodity;
  }
  return nullptr;
}

}  // namespace sluice::commerce
