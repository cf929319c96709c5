#pragma once
// Enums that are stored and told as words: one table of words, in the order of the enum.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace sluice::base {

template <class Enum, size_t N>
std::string_view word_of(const std::string_view (&words)[N], Enum value) {
  return words[static_cast<size_t>(value)];
}

// Nothing for what is none of the words.
template <class Enum>
std::optional<Enum> find_word(std::span<const std::string_view> words, std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

// Of one of the words.
template <class Enum, size_t N>
Enum enum_of(const std::string_view (&words)[N], std::string_view word) {
  return static_cast<Enum>(std::find(words, words + N, word) - words);
}

}  // namespace sluice::base
