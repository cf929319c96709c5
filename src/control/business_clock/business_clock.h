#pragma once
// The time that business goes by: billing days, cycles, due times, validities (commerce fact sheet, 7.3). It
// is the clock of the machine, and ahead of it by what the operator of a development server has stepped it.
// Signatures, nonces and sessions go by the machine's clock, whatever is stepped.

#include <atomic>
#include <chrono>

#include "platform/base/clock.h"
#include "platform/storage/transaction.h"

namespace sluice::business {

// At a time, and in all: what is computed with such times stays a time.
inline constexpr std::chrono::seconds step_max = std::chrono::hours(24 * 366);
inline constexpr std::chrono::seconds ahead_max = 20 * step_max;

// Thread-safe. `clock` outlives it.
class BusinessClock {
 public:
  explicit BusinessClock(const base::Clock& clock) : clock_(clock) {}

  base::WallTime now() const { return clock_.wall() + ahead(); }
  std::chrono::milliseconds ahead() const { return std::chrono::milliseconds(ahead_ms_.load()); }
  // What was committed. A smaller one than before changes nothing: it is older, and this clock never goes
  // back.
  void set_ahead(std::chrono::milliseconds ahead);

 private:
  const base::Clock& clock_;
  std::atomic<int64_t> ahead_ms_{0};
};

// As stored. Called inside units of work.
std::chrono::milliseconds read_ahead(storage::Transaction& tx);
void store_ahead(storage::Transaction& tx, std::chrono::milliseconds ahead);

}  // namespace sluice::business
