#include "platform/tls/handshakes.h"

#include <cassert>

namespace sluice::tls {

void Handshakes::Waiter::leave() {
  if (next_ == nullptr) return;
  next_->previous_ = previous_;
  previous_->next_ = next_;
  next_ = previous_ = nullptr;
}

Handshakes::Handshakes(io::Loop& loop) : loop_(loop) {
  queue_.next_ = queue_.previous_ = &queue_;
}

Handshakes::~Handshakes() {
  assert(queue_.next_ == &queue_);
}

void Handshakes::enter(Waiter& waiter) {
  if (waiter.waiting()) return;
  waiter.previous_ = queue_.previous_;
  waiter.next_ = &queue_;
  queue_.previous_->next_ = &waiter;
  queue_.previous_ = &waiter;
  loop_.deliver_later(*this);
}

void Handshakes::complete() {
  for (int steps = 0; steps < steps_per_lap_max && queue_.next_ != &queue_; ++steps) {
    Waiter& waiter = *queue_.next_;
    waiter.leave();
    waiter.take_step();
  }
  if (queue_.next_ != &queue_) loop_.deliver_later(*this);
}

}  // namespace sluice::tls
