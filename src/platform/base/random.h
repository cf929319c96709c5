#pragma once
// Randomness as a seam: ids, nonces and keys come from here, and tests own the sequence.

#include <cstdint>
#include <mutex>
#include <random>
#include <span>
#include <string>
#include <string_view>

namespace sluice::base {

class Random {
 public:
  virtual ~Random() = default;
  // Fills the whole span.
  virtual void fill(std::span<uint8_t> bytes) = 0;

  uint64_t next_u64();
  // `length` characters drawn evenly from `alphabet` (2 to 256 characters).
  std::string text(size_t length, std::string_view alphabet);
};

// The operating system's generator by way of OpenSSL; fit for keys. Thread-safe.
class SystemRandom final : public Random {
 public:
  void fill(std::span<uint8_t> bytes) override;
};

// A repeatable sequence for tests and simulation; never for keys. Thread-safe.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(uint64_t seed) : engine_(seed) {}
  void fill(std::span<uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace sluice::base
