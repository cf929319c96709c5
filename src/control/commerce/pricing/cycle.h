#pragma once
// What a price is for: a month of an instance, charged by its days, or an hour, a part counting as a whole.

#include <optional>
#include <span>
#include <string_view>

namespace sluice::commerce {

enum class Cycle { Month, Hour };

// All of them, in the enum's order.
std::span<const std::string_view> cycle_texts();
std::string_view to_text(Cycle cycle);
std::optional<Cycle> parse_cycle(std::string_view text);

// The unit that a price of the cycle is in: InstanceMonth, InstanceHour.
std::string_view unit_of(Cycle cycle);

}  // namespace sluice::commerce
