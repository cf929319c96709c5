#pragma once
// The character classes of HTTP/1.1 as one table (RFC 9110 section 5.6.2, RFC 3986 section 2), for the
// parsers beside this file.

#include <array>
#include <cstdint>
#include <string_view>

namespace sluice::http {

enum CharacterClass : uint8_t {
  token_char = 1,   // names and methods
  target_char = 2,  // visible ASCII without '#': a fragment never travels
  host_char = 4,    // a registered name or IPv4 address; a comma is left out, as it would look like a list
  hex_digit = 8,
};

inline constexpr std::array<uint8_t, 256> character_classes = [] {
  std::array<uint8_t, 256> table{};
  const auto add = [&table](std::string_view characters, uint8_t classes) {
    for (const char c : characters) table[static_cast<uint8_t>(c)] |= classes;
  };
  for (int c = 0x21; c <= 0x7e; ++c) {
    if (c != '#') table[static_cast<size_t>(c)] |= target_char;
  }
  for (char c = 'a'; c <= 'z'; ++c) add({&c, 1}, token_char | host_char);
  for (char c = 'A'; c <= 'Z'; ++c) add({&c, 1}, token_char | host_char);
  add("0123456789", token_char | host_char | hex_digit);
  add("abcdefABCDEF", hex_digit);
  add("!#$%&'*+-.^_`|~", token_char);
  add("-._~%!$&'()*+;=", host_char);
  return table;
}();

inline bool is(char c, CharacterClass wanted) {
  return (character_classes[static_cast<uint8_t>(c)] & wanted) != 0;
}

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What no part of a head may hold; the tab is left to the grammar of the part.
inline bool is_control(char c) {
  const auto byte = static_cast<uint8_t>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7f;
}

}  // namespace sluice::http
