#include "edge/dataplane/health/health_state.h"

namespace sluice::health {

Transition after_check(HealthState state, bool passed, Thresholds thresholds) {
  if (passed == state.healthy) return {.state = {.healthy = state.healthy}};
  const int needed = passed ? thresholds.healthy : thresholds.unhealthy;
  const int contradictions = state.contradictions + 1;
  if (contradictions < needed) return {.state = {state.healthy, contradictions}};
  return {.state = {.healthy = passed}, .changed = true};
}

}  // namespace sluice::health
