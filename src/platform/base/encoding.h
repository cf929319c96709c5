#pragma once
// Text forms of bytes.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::base {

std::string hex_lower(std::string_view bytes);
std::optional<std::string> decode_hex(std::string_view text);

std::string base64(std::string_view bytes);
// Exactly what base64() writes: no blanks or line ends, full padding, no stray bits (RFC 4648, 3.5).
std::optional<std::string> decode_base64(std::string_view text);

// RFC 3986: A-Z a-z 0-9 - _ . ~ stay, every other byte becomes %XX in upper-case hex.
std::string percent_encode(std::string_view text);

// application/x-www-form-urlencoded reading: %XX and '+' for a space. Nothing for a cut or wrong escape.
std::optional<std::string> form_decode(std::string_view text);

// True for well-formed UTF-8 (no overlong forms, no surrogates).
bool is_utf8(std::string_view text);
// The same text if it is well-formed; otherwise each cut or wrong sequence becomes one U+FFFD (Unicode
// 15, 3.9).
std::string repair_utf8(std::string_view text);
// Code points of well-formed UTF-8; the unit of every documented length.
size_t utf8_length(std::string_view text);

}  // namespace sluice::base
