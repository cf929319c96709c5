#include "platform/io/loop.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace sluice::io {
namespace {

constexpr base::Duration idle_wait_max = std::chrono::minutes(1);

// Without a poller there is no loop; a process that has no descriptors left at its start cannot serve.
int require(int result, const char* what) {
  if (result >= 0) return result;
  std::perror(what);
  std::abort();
}

}  // namespace

void Completion::unlink() {
  if (next_ == nullptr) return;
  next_->previous_ = previous_;
  previous_->next_ = next_;
  next_ = previous_ = nullptr;
}

Loop::Loop(const base::Clock& clock) : clock_(clock), now_(clock.monotonic()) {
  epoll_.reset(require(epoll_create1(EPOLL_CLOEXEC), "epoll_create1"));
  wake_.reset(require(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd"));
  epoll_event event{.events = EPOLLIN, .data = {.ptr = &wake_}};
  require(epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event), "epoll_ctl");
  completions_.next_ = completions_.previous_ = &completions_;
}

Loop::~Loop() {
  bury_the_dead();
  while (completions_.next_ != &completions_) completions_.next_->unlink();
  completions_.next_ = completions_.previous_ = nullptr;
}

void Loop::run() {
  thread_ = std::this_thread::get_id();
  while (!stopping_.exchange(false)) turn(idle_wait_max);
  thread_ = std::thread::id{};
}

void Loop::turn(base::Duration wait) {
  base::Duration timeout = std::min(wait, idle_wait_max);
  if (const auto next = timers_.next()) timeout = std::min(timeout, *next - clock_.monotonic());
  if (completions_.next_ != &completions_) timeout = base::Duration::zero();
  timeout = std::max(timeout, base::Duration::zero());
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout);
  const timespec spec{.tv_sec = seconds.count(), .tv_nsec = (timeout - seconds).count()};

  events_next_ = 0;
  events_end_ = epoll_pwait2(epoll_.get(), events_.data(), events_per_turn_max, &spec, nullptr);
  if (events_end_ < 0) {
    if (errno != EINTR) require(-1, "epoll_pwait2");
    events_end_ = 0;
  }
  now_ = clock_.monotonic();

  while (events_next_ < events_end_) {
    const epoll_event event = events_[static_cast<size_t>(events_next_++)];
    if (event.data.ptr == nullptr) continue;  // a source that has gone
    if (event.data.ptr == &wake_) {
      woken_ = true;
      continue;
    }
    static_cast<EventSource*>(event.data.ptr)->on_events(event.events);
  }
  deliver_completions();
  if (woken_) run_posted();
  timers_.expire(now_);
  deliver_completions();
  bury_the_dead();
}

void Loop::bury_the_dead() {
  // Burying may bury more.
  while (!graveyard_.empty()) std::exchange(graveyard_, {}).clear();
}

void Loop::stop() {
  stopping_ = true;
  wake();
}

void Loop::post(std::function<void()> task) {
  bool first;
  {
    std::lock_guard lock(posted_mutex_);
    first = posted_.empty();
    posted_.push_back(std::move(task));
  }
  if (first) wake();
}

void Loop::wake() {
  const uint64_t one = 1;
  // EAGAIN means the counter is full, and so the loop is awake already.
  [[maybe_unused]] const ssize_t written = ::write(wake_.get(), &one, sizeof one);
}

void Loop::run_posted() {
  woken_ = false;
  std::vector<std::function<void()>> tasks;
  {
    // Drained under the lock: a post() that follows finds the list empty and wakes anew.
    std::lock_guard lock(posted_mutex_);
    uint64_t drained;
    [[maybe_unused]] const ssize_t got = ::read(wake_.get(), &drained, sizeof drained);
    tasks.swap(posted_);
  }
  for (auto& task : tasks) {
    task();
    task = nullptr;
  }
}

void Loop::bury(std::unique_ptr<Mortal> dead) {
  graveyard_.push_back(std::move(dead));
}

int Loop::watch(int fd, uint32_t epoll_events, EventSource& source) {
  epoll_event event{.events = epoll_events, .data = {.ptr = &source}};
  return epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : -errno;
}

void Loop::unwatch(int fd, EventSource& source) {
  epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
  for (int i = events_next_; i < events_end_; ++i) {
    epoll_event& event = events_[static_cast<size_t>(i)];
    if (event.data.ptr == &source) event.data.ptr = nullptr;
  }
}

void Loop::deliver_later(Completion& completion) {
  if (completion.linked()) return;
  completion.previous_ = completions_.previous_;
  completion.next_ = &completions_;
  completions_.previous_->next_ = &completion;
  completions_.previous_ = &completion;
}

void Loop::deliver_completions() {
  // A completion that starts the next operation on a ready socket queues itself again: one lap only, so that
  // one busy connection cannot keep the others waiting.
  Ring lap;
  if (completions_.next_ == &completions_) return;
  lap.next_ = completions_.next_;
  lap.previous_ = completions_.previous_;
  lap.next_->previous_ = &lap;
  lap.previous_->next_ = &lap;
  completions_.next_ = completions_.previous_ = &completions_;
  while (lap.next_ != &lap) {
    Completion& completion = *lap.next_;
    completion.unlink();
    completion.complete();
  }
  lap.next_ = lap.previous_ = nullptr;
}

}  // namespace sluice::io
