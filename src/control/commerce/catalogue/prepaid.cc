#include "control/commerce/catalogue/prepaid.h"

#include <charconv>

namespace sluice::commerce {
namespace {

constexpr std::string_view in_advance = "PrePaid";

}  // namespace

bool is_prepaid(const Modules& modules) {
  const auto pay_type = modules.find(pay_type_module);
  return pay_type != modules.end() && pay_type->second == in_advance;
}

std::optional<int64_t> months_of(const Modules& modules) {
  const auto period = modules.find(period_module);
  if (period == modules.end()) return std::nullopt;
  const std::string& text = period->second;
  int64_t months = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), months);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return months >= 1 && months <= prepaid_months_max ? std::optional(months) : std::nullopt;
}

RequestedModules modules_of_months(int64_t months) {
  return {{std::string(pay_type_module), std::string(in_advance)},
          {std::string(billing_cycle_module), "Month"},
          {std::string(period_module), std::to_string(months)}};
}

std::optional<Minor> amount_due(const Commodity& commodity, const Modules& modules, Minor trade) {
  if (!is_prepaid(modules)) return deposit_due(commodity.deposit, trade);
  const auto months = months_of(modules);
  return months ? share_of(trade, *months, 1) : std::nullopt;
}

}  // namespace sluice::commerce
