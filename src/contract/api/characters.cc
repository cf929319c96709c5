#include "contract/api/characters.h"

#include "platform/base/encoding.h"

namespace sluice::api {
namespace {

size_t length_by_lead(unsigned char lead) {
  return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

}  // namespace

char32_t next_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const size_t length = length_by_lead(lead);
  char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  text.remove_prefix(length);
  return c;
}

bool is_letter(char32_t c) {
  return within(c, 'A', 'Z') || within(c, 'a', 'z') || within(c, 0x4E00, 0x9FFF) ||  // CJK unified ideographs
         within(c, 0x3400, 0x4DBF) || within(c, 0xF900, 0xFAFF) ||  // extension A, compatibility
         within(c, 0x20000, 0x323AF);                               // extensions B to H
}

bool is_digit(char32_t c) {
  return within(c, '0', '9');
}

bool is_text_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

std::string printable(std::string_view text, size_t characters_max) {
  std::string shown;
  for (size_t characters = 0; !text.empty(); ++characters) {
    if (characters == characters_max) return shown + "...";
    const std::string_view sequence =
        text.substr(0, length_by_lead(static_cast<unsigned char>(text.front())));
    std::string_view rest = sequence;
    const bool is_shown = base::is_utf8(sequence) && [&] {
      const char32_t c = next_code_point(rest);
      return is_text_character(c) && c >= 0x20 && !within(c, 0x7F, 0x9F);
    }();
    if (is_shown) {
      shown += sequence;
      text.remove_prefix(sequence.size());
    } else {
      shown += "\\x" + base::hex_lower(text.substr(0, 1));
      text.remove_prefix(1);
    }
  }
  return shown;
}

}  // namespace sluice::api
