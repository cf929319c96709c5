#pragma once
// The first half of reading a head: finding its end, in time proportional to the new bytes.

#include <cstddef>
#include <string_view>

namespace sluice::http {

struct HeadScan {
  enum class State { Found, NotFound, Malformed } state;
  // Found: length of the head with its empty line. NotFound: how far the next scan need not look again.
  size_t position = 0;
};

// Looks for the empty line that ends a head starting at `start`, from `from` (>= start) on. Along the way
// every control character is checked once for the whole head: a carriage return stands only before a line
// feed, a line feed only behind a carriage return, a tab may be anywhere, nothing else occurs. What reads the
// lines afterwards relies on it.
HeadScan find_head_end(std::string_view bytes, size_t start, size_t from);

}  // namespace sluice::http
