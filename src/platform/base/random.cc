#include "platform/base/random.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include <openssl/rand.h>

namespace sluice::base {

uint64_t Random::next_u64() {
  std::array<uint8_t, 8> bytes;
  fill(bytes);
  uint64_t value = 0;
  for (const uint8_t byte : bytes) value = value << 8 | byte;
  return value;
}

std::string Random::text(size_t length, std::string_view alphabet) {
  // Bytes at or above the largest multiple of the alphabet's size are drawn again, so every character is
  // equally likely.
  const size_t limit = 256 - 256 % alphabet.size();
  std::string result;
  result.reserve(length);
  std::array<uint8_t, 64> bytes;
  while (result.size() < length) {
    fill(bytes);
    for (const uint8_t byte : bytes) {
      if (byte < limit && result.size() < length) result.push_back(alphabet[byte % alphabet.size()]);
    }
  }
  return result;
}

void SystemRandom::fill(std::span<uint8_t> bytes) {
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1) return;
  // Without randomness no id and no key can be trusted: stop rather than go on.
  std::fputs("sluice: the system's random generator failed\n", stderr);
  std::abort();
}

void SeededRandom::fill(std::span<uint8_t> bytes) {
  std::lock_guard lock(mutex_);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(engine_());
}

}  // namespace sluice::base
