#pragma once
// The time that bills go by, for the operator of a development server: how far it is ahead, and stepping it.

#include "contract/api/action.h"

namespace sluice::api {

inline constexpr int64_t clock_step_seconds_max = int64_t{366} * 24 * 3600;

// Forwards only. Answered when everything that had to happen until then has happened.
struct StepBusinessClock {
  static const Action declaration;

  int64_t seconds = 0;
};

struct DescribeBusinessClock {
  static const Action declaration;
};

}  // namespace sluice::api
