#include "control/throttle/sliding_window.h"

namespace sluice::throttle {

bool SlidingWindow::has_room(size_t limit, base::MonotonicTime now) {
  while (!admitted_.empty() && admitted_.front() + window <= now) admitted_.pop_front();
  return admitted_.size() < limit;
}

base::Duration SlidingWindow::time_until_room(size_t limit, base::MonotonicTime now) const {
  if (admitted_.size() < limit) return {};
  if (limit == 0) return window;
  const base::MonotonicTime room_at = admitted_[admitted_.size() - limit] + window;
  return room_at > now ? room_at - now : base::Duration{};
}

}  // namespace sluice::throttle
