#pragma once
// How many calls were admitted in the second that ends now: exact in every sliding second, as it keeps the
// instant of each admitted call for that long. A value; one thread.

#include <cstddef>
#include <deque>

#include "platform/base/clock.h"

namespace sluice::throttle {

inline constexpr base::Duration window = std::chrono::seconds(1);

class SlidingWindow {
 public:
  // Memory is bounded by `limit`, and by the calls of the last second.
  bool has_room(size_t limit, base::MonotonicTime now);
  void note(base::MonotonicTime now) { admitted_.push_back(now); }
  // Until has_room() with that limit may say yes; zero if it would now. A limit of 0 never does.
  base::Duration time_until_room(size_t limit, base::MonotonicTime now) const;
  size_t count() const { return admitted_.size(); }

 private:
  std::deque<base::MonotonicTime> admitted_;  // oldest first, none older than the window
};

}  // namespace sluice::throttle
