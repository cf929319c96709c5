#pragma once
// Looking at the business clock, and stepping it.

#include <functional>

#include "control/actions/registry.h"
#include "control/business_clock/business_clock.h"

namespace sluice::business {

struct ClockActions {
  BusinessClock& clock;
  bool may_be_stepped = false;
  // Between the commit of a step and its answer, on a storage thread: whatever happens by that time. Calls
  // `then` once, on any thread. Nothing: there is nothing to happen.
  std::function<void(std::function<void()> then)> catch_up;
};

// What is handed in outlives the registry.
void serve_clock(actions::Registry& registry, const ClockActions& actions);

}  // namespace sluice::business
