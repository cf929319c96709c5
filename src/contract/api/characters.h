#pragma once
// Code points of text that is known to be well-formed UTF-8 (base::is_utf8).

#include <string>
#include <string_view>

namespace sluice::api {

// Takes the first code point off `text`, which is not empty.
char32_t next_code_point(std::string_view& text);

// A-Z, a-z and Chinese characters: what the documentation means by a letter.
bool is_letter(char32_t c);
bool is_digit(char32_t c);

// Characters that XML 1.0 can carry (section 2.2); the others reach neither a store nor an answer.
bool is_text_character(char32_t c);

// What people and logs may be shown of bytes that a stranger sent: at most `characters_max` characters ("..."
// stands for the rest), controls and bytes that are not UTF-8 as \xNN. `text` may be anything.
std::string printable(std::string_view text, size_t characters_max);

}  // namespace sluice::api
