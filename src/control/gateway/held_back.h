#pragma once
// Calls and answers that an error rule holds back. They wait on timers of the loop and keep nobody else
// waiting. One loop.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

#include "platform/base/clock.h"
#include "platform/io/timer.h"

namespace sluice::gateway {

class HeldBack {
 public:
  explicit HeldBack(io::Loop& loop) : loop_(loop) {}

  // Calls `then` after the delay, in a turn of the loop; at once without one.
  void hold(base::Duration delay, std::function<void()> then) {
    if (stopped_ || delay <= base::Duration::zero()) return then();
    const uint64_t id = ++newest_;
    Held& held = held_[id];
    held.then = std::move(then);
    held.timer = std::make_unique<io::Timer>(loop_, [this, id] {
      const auto due = held_.extract(id);
      due.mapped().then();
    });
    held.timer->arm(delay);
  }
  // Forgets them: nobody is there any more to be answered.
  void stop() {
    stopped_ = true;
    held_.clear();
  }

 private:
  struct Held {
    std::function<void()> then;
    std::unique_ptr<io::Timer> timer;
  };

  io::Loop& loop_;
  bool stopped_ = false;
  uint64_t newest_ = 0;
  std::map<uint64_t, Held> held_;
};

}  // namespace sluice::gateway
