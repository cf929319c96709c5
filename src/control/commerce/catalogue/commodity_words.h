#pragma once
// The words of a commodity's document, in their enums' order; of this module only.

#include <string_view>

namespace sluice::commerce {

inline constexpr std::string_view status_words[] = {"OnSale", "Withdrawn"};
inline constexpr std::string_view open_mode_words[] = {"Auto", "Manual"};
inline constexpr std::string_view purchase_mode_words[] = {"Any", "OncePerAccount", "OncePerAccountAndNode"};
inline constexpr std::string_view deposit_rule_words[] = {"None", "Cycles", "Fixed"};

}  // namespace sluice::commerce
