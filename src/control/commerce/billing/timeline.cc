#include "control/commerce/billing/timeline.h"

namespace sluice::commerce {

std::optional<NextStep> next_step(const Timeline& timeline, base::WallTime due, Step done) {
  const NextStep steps[] = {
      {Step::FirstRetry, due + timeline.first_retry},
      {Step::SecondRetry, due + timeline.second_retry},
      {Step::Lock, due + timeline.lock},
      {Step::Warning, due + timeline.release - std::chrono::days(1)},
      {Step::Release, due + timeline.release},
  };
  for (const NextStep& next : steps) {
    const bool is_retry = next.step == Step::FirstRetry || next.step == Step::SecondRetry;
    if (next.step > done && (!is_retry || next.at < due + timeline.lock)) return next;
  }
  return std::nullopt;
}

}  // namespace sluice::commerce
