#pragma once
// Primary keys: 63-bit integers that grow with time, so that new rows go to the end of every index.
// 42 bits of milliseconds since 2020-01-01 UTC (enough until the year 2159), 11 bits that count within a
// millisecond, 10 bits of slot: sources with different slots never draw the same key. Keys of one source
// strictly grow, also when the clock steps back. Thread-safe.

#include <cstdint>
#include <mutex>

#include "platform/base/clock.h"

namespace sluice::storage {

class KeySource {
 public:
  static constexpr int64_t slots = 1024;

  // Draws in slot 0 until start() says otherwise.
  explicit KeySource(const base::Clock& clock) : clock_(clock) {}
  int64_t next();
  // When a key was drawn, to the millisecond.
  static base::WallTime drawn_at(int64_t key);
  // No key that was drawn at `time` or later is less than this; those drawn before it are.
  static int64_t first_at(base::WallTime time);
  // The slot of this source among those that share a database (taken modulo `slots`), and the newest key that
  // is there already: keys from here on are greater, also if the clock has stepped back since.
  void start(int64_t slot, int64_t newest);

 private:
  const base::Clock& clock_;
  std::mutex mutex_;
  int64_t slot_ = 0;  // guarded by mutex_, as are the next two
  int64_t last_ms_ = 0;
  int64_t count_ = 0;
};

}  // namespace sluice::storage
