#pragma once
// Timers of one loop: a binary heap ordered by deadline. Moving a deadline later costs nothing until the old
// one is reached, which suits timeouts: they are pushed back by every byte and hardly ever fire.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "platform/base/clock.h"

namespace sluice::io {

class Loop;
class TimerQueue;

// One deadline. Lives on its loop's thread; destroying it disarms it. The callback runs at or after the
// deadline, in the loop's turn, and may re-arm, disarm or destroy the timer. Timers run in the order of their
// deadlines, equal ones in the order they were armed.
class Timer {
 public:
  Timer(Loop& loop, std::function<void()> on_expiry);
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  // Replaces a deadline that is set already.
  void arm(base::Duration after);
  void disarm();
  bool armed() const { return armed_; }

 private:
  friend class TimerQueue;
  static constexpr size_t not_queued = static_cast<size_t>(-1);

  Loop& loop_;
  std::function<void()> on_expiry_;
  bool armed_ = false;
  // A time, and the number of the arm() that asked for it.
  struct Key {
    base::MonotonicTime at{};
    uint64_t sequence = 0;
    auto operator<=>(const Key&) const = default;
  };
  Key due_;     // what was asked for
  Key queued_;  // the heap's key: never later than due_
  size_t index_ = not_queued;
};

class TimerQueue {
 public:
  void schedule(Timer& timer, base::MonotonicTime deadline);
  void remove(Timer& timer);
  // The earliest key; a timer may turn out to be due later when it is reached.
  std::optional<base::MonotonicTime> next() const;
  // Runs what is due. Timers armed by the callbacks wait for the next call.
  void expire(base::MonotonicTime now);

 private:
  void place(size_t index, Timer* timer);
  void sift_up(size_t index);
  void sift_down(size_t index);

  std::vector<Timer*> heap_;
  uint64_t sequence_ = 0;
};

}  // namespace sluice::io
