#pragma once
// How a fund account pays (commerce fact sheet, 1.2).

#include <optional>
#include <span>
#include <string_view>

namespace sluice::commerce {

enum class PayMode {
  Balance,
  Card,
  Withhold,       // by agreement with a bank
  Wire,           // transferred beforehand
  ResellerQuota,  // the reseller pays, within what he granted
  ResellerUrl,    // the reseller's own page takes the money
};

// All of them, in the enum's order: BALANCE, CARD ...
std::span<const std::string_view> pay_mode_texts();
std::string_view to_text(PayMode mode);
std::optional<PayMode> parse_pay_mode(std::string_view text);

}  // namespace sluice::commerce
