#pragma once
// What happens with a bill that is not paid, and when (commerce fact sheet, 7.3). Pure.

#include <chrono>
#include <optional>

#include "platform/base/clock.h"

namespace sluice::commerce {

// Counted from when the bill was due. The account is in arrears from then on, whatever else happens.
struct Timeline {
  std::chrono::days first_retry{7}, second_retry{14};  // it is collected once more
  std::chrono::days lock{15};     // what the account has is locked: it stops, and costs nothing
  std::chrono::days release{30};  // it is released; the day before that is the last warning
};
inline constexpr int64_t lock_days_min = 1, release_days_max = 3650;

// In their order; as stored.
enum class Step { None = 0, FirstRetry, SecondRetry, Lock, Warning, Release };

struct NextStep {
  Step step = Step::None;
  base::WallTime at;
};

// What comes after a step, the bill itself being Step::None; nothing after the last one. A retry that would
// not come before the lock is left out.
std::optional<NextStep> next_step(const Timeline& timeline, base::WallTime due, Step done);

}  // namespace sluice::commerce
