#pragma once
// Values drawn at random, for tests of what is written and read back.

#include <string>

#include "platform/base/random.h"
#include "platform/json/json.h"

namespace sluice::json {

// Markup, escapes, blanks, and characters of one to four bytes.
inline std::string draw_text(base::Random& random, size_t pieces_max) {
  constexpr std::string_view pieces[] = {"a",  "Z",  "0", "-", "_",  ".",      " ",         "\t", "\n",
                                         "\r", "<",  ">", "&", "\"", "'",      "\\",        "/",  "]]>",
                                         "{",  "%2", "+", "é", "测", "\u2028", "\U0001F310"};
  std::string text;
  for (uint64_t left = random.next_u64() % (pieces_max + 1); left > 0; --left) {
    text += pieces[random.next_u64() % std::size(pieces)];
  }
  return text;
}

inline Value draw_scalar(base::Random& random) {
  const uint64_t bits = random.next_u64();
  switch (random.next_u64() % 7) {
    case 0:
      return nullptr;
    case 1:
      return bits % 2 == 0;
    case 2:
      return static_cast<int64_t>(bits);
    case 3:
      return bits;
    case 4:
      return static_cast<double>(static_cast<int64_t>(bits)) * 1e-12;
    default:
      return draw_text(random, 12);
  }
}

}  // namespace sluice::json
