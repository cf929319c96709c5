#pragma once
// Keeps calls from waiting for a provider that does not answer: after some failures in a row nothing is sent
// any more, and every few seconds one request finds out whether it is back. A value; time comes from outside.

#include <chrono>
#include <optional>

#include "platform/base/clock.h"

namespace sluice::providers {

class Breaker {
 public:
  static constexpr int failures_max = 5;  // in a row
  static constexpr std::chrono::seconds rest{5};

  // Whether a request may be sent now. While it is open one may after each rest, and no other before what
  // became of that one was told.
  bool permit(base::MonotonicTime now);
  void succeeded();
  // True if nothing is sent from now on that was before.
  bool failed(base::MonotonicTime now);

  bool is_open() const { return opened_.has_value(); }

 private:
  int failures_ = 0;
  std::optional<base::MonotonicTime> opened_;  // or when it was tried last
  bool is_trying_ = false;
};

}  // namespace sluice::providers
