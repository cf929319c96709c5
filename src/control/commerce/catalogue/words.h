#pragma once
// Enums as the words of documents; of this module only. The words stand in the enum's order.

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace sluice::commerce {

template <class Enum>
std::optional<Enum> find_word(std::span<const std::string_view> words, std::string_view text) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

}  // namespace sluice::commerce
