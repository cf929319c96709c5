#include "control/commerce/catalogue/pay_mode.h"

#include "platform/base/words.h"

namespace sluice::commerce {
namespace {

constexpr std::string_view pay_modes[] = {"BALANCE", "CARD",           "WITHHOLD",
                                          "WIRE",    "RESELLER_QUOTA", "RESELLER_URL"};

}  // namespace

std::span<const std::string_view> pay_mode_texts() {
  return pay_modes;
}

std::string_view to_text(PayMode mode) {
  return pay_modes[static_cast<size_t>(mode)];
}

std::optional<PayMode> parse_pay_mode(std::string_view text) {
  return base::find_word<PayMode>(pay_modes, text);
}

}  // namespace sluice::commerce
