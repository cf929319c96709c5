// Lives of the service in a world where everything goes wrong that can, each from a seed that repeats it
// (simulation.h).
//
//   SLUICE_SIMULATION_SEED    the first seed; default 1
//   SLUICE_SIMULATION_SEEDS   how many; default 2000, under a sanitizer 40

#include "tests/simulation/simulation.h"

#include <cstdio>

#include <gtest/gtest.h>

#include "platform/base/log.h"
#include "tests/crash/environment.h"
#include "tests/support/build.h"

namespace sluice::simulation {
namespace {

constexpr int parts = 20;  // that may run side by side
constexpr uint64_t seeds_default = e2e::sanitized ? 40 : 2000;

uint64_t first_seed() {
  return crash::from_environment("SLUICE_SIMULATION_SEED", 1);
}
uint64_t seeds() {
  return crash::from_environment("SLUICE_SIMULATION_SEEDS", seeds_default);
}

void expect_sound(uint64_t seed) {
  Simulation simulation(seed);
  const Faults faults = simulation.run();
  for (const std::string& fault : faults) {
    ADD_FAILURE() << "SLUICE_SIMULATION_SEED=" << seed << " SLUICE_SIMULATION_SEEDS=1: " << fault << "\n"
                  << to_text(simulation.scenario());
  }
}

class RepeatedTest : public ::testing::Test {
 protected:
  RepeatedTest() { base::configure_log(base::LogFormat::Text, base::LogLevel::Off); }
};
class SimulationTest : public RepeatedTest, public ::testing::WithParamInterface<int> {};

TEST_P(SimulationTest, WhatMustHoldHoldsForEachSeed) {
  for (uint64_t i = static_cast<uint64_t>(GetParam()); i < seeds(); i += parts) {
    expect_sound(first_seed() + i);
    if (HasFailure()) return;  // one is enough to look into
  }
}
INSTANTIATE_TEST_SUITE_P(Parts, SimulationTest, ::testing::Range(0, parts));

TEST_F(RepeatedTest, ASeedRepeatsItself) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    Simulation once(seed);
    once.run();
    Simulation again(seed);
    again.run();
    EXPECT_EQ(once.digest(), again.digest()) << "of seed " << seed;
  }
}

}  // namespace
}  // namespace sluice::simulation
