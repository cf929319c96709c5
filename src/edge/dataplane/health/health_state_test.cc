#include "edge/dataplane/health/health_state.h"

#include <string>

#include <gtest/gtest.h>

namespace sluice::health {
namespace {

// Feeds results ('+' passed, '-' failed) and returns the state after each: 'H' or 'u', upper case where it
// changed to healthy, 'U' where it changed to unhealthy.
std::string course(const std::string& results, Thresholds thresholds) {
  HealthState state;
  std::string states;
  for (const char result : results) {
    const Transition transition = after_check(state, result == '+', thresholds);
    EXPECT_EQ(transition.changed, transition.state.healthy != state.healthy);
    state = transition.state;
    states += state.healthy ? (transition.changed ? 'H' : 'h') : (transition.changed ? 'U' : 'u');
  }
  return states;
}

TEST(HealthState, FollowsTheTable) {
  struct Row {
    const char* what;
    Thresholds thresholds;
    const char* results;
    const char* states;
  };
  const Row rows[] = {
      {"a new backend is healthy and stays so", {3, 3}, "+++", "hhh"},
      {"the first failure counts like any other", {3, 3}, "---", "hhU"},
      {"one success starts the count anew", {3, 3}, "--+--+---", "hhhhhhhhU"},
      {"back after as many successes as wanted", {2, 3}, "---++", "hhUuH"},
      {"one failure starts that count anew", {3, 3}, "---++-+++", "hhUuuuuuH"},
      {"thresholds of one act at once", {1, 1}, "-+-+", "UHUH"},
      {"thresholds differ by direction", {4, 2}, "--++++--", "hUuuuHhU"},
  };
  for (const Row& row : rows) EXPECT_EQ(course(row.results, row.thresholds), row.states) << row.what;
}

}  // namespace
}  // namespace sluice::health
