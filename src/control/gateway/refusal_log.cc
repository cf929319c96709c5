#include "control/gateway/refusal_log.h"

namespace sluice::gateway {

void RefusalLog::note(audit::Event event) {
  if (stopped_) return;
  refusals_.note(std::move(event));
  arm();
}

// For the end of the second, by the clock that tells the seconds.
void RefusalLog::arm() {
  if (!timer_) {
    timer_.emplace(loop_, [this] {
      write(refusals_.take(clock_.wall()));
      if (!refusals_.empty()) arm();
    });
  }
  if (timer_->armed()) return;
  const base::WallTime now = clock_.wall();
  timer_->arm(std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(1) - now);
}

void RefusalLog::write(std::vector<audit::Event> events) {
  if (events.empty()) return;
  trail_.write(std::move(events),
               [&loop = loop_, weak = weak_from_this()](std::vector<audit::Event> unwritten) {
                 loop.post([weak, unwritten = std::move(unwritten)]() mutable {
                   const auto log = weak.lock();
                   if (log == nullptr) return;
                   for (audit::Event& event : unwritten) log->note(std::move(event));
                 });
               });
}

void RefusalLog::stop() {
  timer_.reset();
  stopped_ = true;
  // There is no loop any more that could take back what cannot be written.
  trail_.write(refusals_.take_all(), [](std::vector<audit::Event>) {});
}

}  // namespace sluice::gateway
