#pragma once
// The event loop: one per thread. Everything made with a loop belongs to its thread; other threads may only
// post(), stop() and ask in_loop_thread().
//
// A turn: read the clock once, wait for the kernel, dispatch what is ready, deliver completions, run what
// other threads posted, expire timers, bury. A callback runs to its end and never blocks.
//
// Operations are shaped like completions (start it, get its result later, never inside the call that started
// it), so that an io_uring loop fits behind the same classes; this one imitates them on epoll,
// edge-triggered: docs/decisions/0002-event-loop.md has the figures of both.

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <sys/epoll.h>

#include "platform/base/clock.h"
#include "platform/base/unique_fd.h"
#include "platform/io/timer.h"

namespace sluice::io {

// Something whose completion can be delivered at the end of the turn without going back to the kernel.
class Completion {
 public:
  Completion() = default;
  Completion(const Completion&) = delete;
  Completion& operator=(const Completion&) = delete;

 protected:
  ~Completion() { unlink(); }
  virtual void complete() = 0;
  void unlink();
  bool linked() const { return next_ != nullptr; }

 private:
  friend class Loop;
  Completion* next_ = nullptr;
  Completion* previous_ = nullptr;
};

// Something registered with the kernel's poller.
class EventSource {
 public:
  virtual void on_events(uint32_t epoll_events) = 0;

 protected:
  ~EventSource() = default;
};

// Base of what bury() takes.
class Mortal {
 public:
  virtual ~Mortal() = default;
};

class Loop {
 public:
  static constexpr int events_per_turn_max = 256;

  explicit Loop(const base::Clock& clock);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Runs turns on the calling thread until stop(). May be called again afterwards.
  void run();
  // One turn that waits at most `wait` for something to happen; for tests that own the clock.
  void turn(base::Duration wait);
  // Any thread. The running turn is finished first.
  void stop();

  // Any thread. Tasks run on the loop in the order they were posted.
  void post(std::function<void()> task);

  bool in_loop_thread() const {
    return thread_.load(std::memory_order_relaxed) == std::this_thread::get_id();
  }
  // The time of this turn.
  base::MonotonicTime now() const { return now_; }
  const base::Clock& clock() const { return clock_; }

  // Destroys `dead` at the end of the turn, when no callback of it can be on the stack.
  void bury(std::unique_ptr<Mortal> dead);

  // For the I/O classes beside this one.
  TimerQueue& timers() { return timers_; }
  // 0 or -errno.
  int watch(int fd, uint32_t epoll_events, EventSource& source);
  // Also forgets events of this source that the running turn has still to dispatch.
  void unwatch(int fd, EventSource& source);
  void deliver_later(Completion& completion);

 private:
  class Ring final : public Completion {
    void complete() override {}
  };

  void deliver_completions();
  void run_posted();
  void bury_the_dead();
  void wake();

  const base::Clock& clock_;
  base::UniqueFd epoll_;
  base::UniqueFd wake_;
  std::atomic<std::thread::id> thread_{};
  std::atomic<bool> stopping_{false};
  base::MonotonicTime now_;
  TimerQueue timers_;
  Ring completions_;  // sentinel of a circular list
  std::vector<std::unique_ptr<Mortal>> graveyard_;

  std::array<epoll_event, events_per_turn_max> events_;
  int events_next_ = 0;  // the part of events_ that is still to be dispatched
  int events_end_ = 0;
  bool woken_ = false;  // another thread has posted or asked to stop

  std::mutex posted_mutex_;
  std::vector<std::function<void()>> posted_;  // guarded by posted_mutex_
};

}  // namespace sluice::io
