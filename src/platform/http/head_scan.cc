#include "platform/http/head_scan.h"

#include <bit>
#include <cstdint>
#include <cstring>

#include "platform/http/characters.h"

namespace sluice::http {
namespace {

constexpr uint64_t repeated(uint8_t byte) {
  return 0x0101010101010101u * byte;
}

// The first control character (tab included) at or after `at`. Eight bytes at a time in an ordinary register:
// there is about one hit in 30 bytes, so wider vectors would spend their gain on finding the place of the
// hit.
size_t find_control(std::string_view bytes, size_t at) {
  if constexpr (std::endian::native == std::endian::little) {
    for (; at + 8 <= bytes.size(); at += 8) {
      uint64_t word;
      std::memcpy(&word, bytes.data() + at, 8);
      const uint64_t del = word ^ repeated(0x7f);
      // The high bit of a byte is set if it is below 0x20 or is 0x7f. A borrow can set bits only behind a
      // true hit, so the lowest one is right.
      const uint64_t hits =
          (((word - repeated(0x20)) & ~word) | ((del - repeated(1)) & ~del)) & repeated(0x80);
      if (hits != 0) return at + static_cast<size_t>(std::countr_zero(hits)) / 8;
    }
  }
  while (at < bytes.size() && !is_control(bytes[at]) && bytes[at] != '\t') ++at;
  return at;
}

}  // namespace

HeadScan find_head_end(std::string_view bytes, size_t start, size_t from) {
  for (size_t at = find_control(bytes, from); at < bytes.size(); at = find_control(bytes, at)) {
    if (bytes[at] == '\t') {
      ++at;
      continue;
    }
    if (bytes[at] != '\r') return {HeadScan::State::Malformed};
    if (at + 1 == bytes.size()) return {HeadScan::State::NotFound, at};
    if (bytes[at + 1] != '\n') return {HeadScan::State::Malformed};
    const bool empty_line = at > start && bytes[at - 1] == '\n';
    at += 2;
    if (empty_line) return {HeadScan::State::Found, at};
  }
  return {HeadScan::State::NotFound, bytes.size()};
}

}  // namespace sluice::http
