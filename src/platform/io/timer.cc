#include "platform/io/timer.h"

#include <algorithm>

#include "platform/io/loop.h"

namespace sluice::io {

Timer::Timer(Loop& loop, std::function<void()> on_expiry) : loop_(loop), on_expiry_(std::move(on_expiry)) {}

Timer::~Timer() {
  disarm();
}

void Timer::arm(base::Duration after) {
  loop_.timers().schedule(*this, loop_.now() + std::max(after, base::Duration::zero()));
}

void Timer::disarm() {
  armed_ = false;
  loop_.timers().remove(*this);
}

void TimerQueue::schedule(Timer& timer, base::MonotonicTime deadline) {
  timer.armed_ = true;
  timer.due_ = {deadline, ++sequence_};
  if (timer.index_ != Timer::not_queued) {
    if (timer.due_ > timer.queued_) return;  // found out when the old key is reached
    timer.queued_ = timer.due_;
    sift_up(timer.index_);
    return;
  }
  timer.queued_ = timer.due_;
  heap_.push_back(&timer);
  timer.index_ = heap_.size() - 1;
  sift_up(timer.index_);
}

void TimerQueue::remove(Timer& timer) {
  if (timer.index_ == Timer::not_queued) return;
  const size_t hole = timer.index_;
  timer.index_ = Timer::not_queued;
  Timer* last = heap_.back();
  heap_.pop_back();
  if (last == &timer) return;
  place(hole, last);
  sift_up(hole);
  sift_down(last->index_);
}

std::optional<base::MonotonicTime> TimerQueue::next() const {
  if (heap_.empty()) return std::nullopt;
  return heap_.front()->queued_.at;
}

void TimerQueue::expire(base::MonotonicTime now) {
  // What a callback arms is due at now or later and has a higher number, so it stands behind this key.
  const Timer::Key last{now, sequence_};
  while (!heap_.empty() && heap_.front()->queued_ <= last) {
    Timer& timer = *heap_.front();
    if (timer.due_ > timer.queued_) {
      timer.queued_ = timer.due_;
      sift_down(0);
      continue;
    }
    remove(timer);
    timer.armed_ = false;
    const auto callback = timer.on_expiry_;  // a copy: the callback may destroy the timer
    callback();
  }
}

void TimerQueue::place(size_t index, Timer* timer) {
  heap_[index] = timer;
  timer->index_ = index;
}

void TimerQueue::sift_up(size_t index) {
  Timer* timer = heap_[index];
  while (index > 0) {
    const size_t parent = (index - 1) / 2;
    if (heap_[parent]->queued_ <= timer->queued_) break;
    place(index, heap_[parent]);
    index = parent;
  }
  place(index, timer);
}

void TimerQueue::sift_down(size_t index) {
  Timer* timer = heap_[index];
  while (true) {
    size_t child = 2 * index + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && heap_[child + 1]->queued_ < heap_[child]->queued_) ++child;
    if (timer->queued_ <= heap_[child]->queued_) break;
    place(index, heap_[child]);
    index = child;
  }
  place(index, timer);
}

}  // namespace sluice::io
