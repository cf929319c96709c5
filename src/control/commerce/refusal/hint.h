#pragma once
// How checks say what they received and what they accept. Bounded, whatever is in the request and the
// catalogue.

#include <span>
#include <string>
#include <string_view>

namespace sluice::commerce {

inline constexpr size_t shown_value_bytes_max = 64;
inline constexpr size_t shown_items_max = 20;

// In quotes, what is no printable text escaped, and cut where it is too long.
std::string shown(std::string_view value);
// a, b, c and 5 more.
std::string listed(std::span<const std::string> items);
std::string listed(std::span<const std::string_view> items);

}  // namespace sluice::commerce
