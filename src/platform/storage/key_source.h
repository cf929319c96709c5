#pragma once
// Primary keys: 63-bit integers that grow with time, so that new rows go to the end of every index.
// 42 bits of milliseconds since 2020-01-01 UTC (enough until the year 2159), then 21 bits that count within a
// millisecond. Keys of one source strictly grow, also when the clock steps back. Thread-safe.
// Several control processes on one database are kept apart by the database's unique constraint, not here.

#include <cstdint>
#include <mutex>

#include "platform/base/clock.h"

namespace sluice::storage {

class KeySource {
 public:
  explicit KeySource(const base::Clock& clock) : clock_(clock) {}
  int64_t next();
  // Keys from here on are greater than this one, as if it had been handed out here: the newest that an
  // earlier source has left in the database, as the clock may have stepped back since.
  void start_after(int64_t key);

 private:
  const base::Clock& clock_;
  std::mutex mutex_;
  int64_t last_ = 0;
};

}  // namespace sluice::storage
