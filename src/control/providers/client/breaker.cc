#include "control/providers/client/breaker.h"

namespace sluice::providers {

bool Breaker::permit(base::MonotonicTime now) {
  if (!opened_) return true;
  if (is_trying_ || now - *opened_ < rest) return false;
  is_trying_ = true;
  return true;
}

void Breaker::succeeded() {
  failures_ = 0;
  opened_.reset();
  is_trying_ = false;
}

bool Breaker::failed(base::MonotonicTime now) {
  is_trying_ = false;
  if (++failures_ < failures_max) return false;
  const bool was_open = opened_.has_value();
  opened_ = now;
  return !was_open;
}

}  // namespace sluice::providers
