#pragma once
// What checks make of a backend: a pure state machine.
//
//            unhealthy_threshold failures in a row
//   Healthy ---------------------------------------> Unhealthy
//           <---------------------------------------
//             healthy_threshold successes in a row
//
// A backend starts healthy, before its first check: a new load balancer forwards at once, and a dead backend
// costs retried connections until its checks have failed. The first failed check counts like any other.

namespace sluice::health {

struct Thresholds {
  int healthy = 3;
  int unhealthy = 3;
};

struct HealthState {
  bool healthy = true;
  int contradictions = 0;  // results in a row that speak against `healthy`
  bool operator==(const HealthState&) const = default;
};

struct Transition {
  HealthState state;
  bool changed = false;  // healthy became unhealthy, or the other way round
};

Transition after_check(HealthState state, bool passed, Thresholds thresholds);

}  // namespace sluice::health
