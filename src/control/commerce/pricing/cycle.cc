#include "control/commerce/pricing/cycle.h"

#include <cstddef>

namespace sluice::commerce {
namespace {

constexpr std::string_view words[] = {"Month", "Hour"};
constexpr std::string_view units[] = {"InstanceMonth", "InstanceHour"};

}  // namespace

std::span<const std::string_view> cycle_texts() {
  return words;
}

std::string_view to_text(Cycle cycle) {
  return words[static_cast<size_t>(cycle)];
}

std::optional<Cycle> parse_cycle(std::string_view text) {
  for (const Cycle cycle : {Cycle::Month, Cycle::Hour}) {
    if (to_text(cycle) == text) return cycle;
  }
  return std::nullopt;
}

std::string_view unit_of(Cycle cycle) {
  return units[static_cast<size_t>(cycle)];
}

}  // namespace sluice::commerce
