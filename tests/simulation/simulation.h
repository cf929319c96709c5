#pragma once
// A life of the service in a world where everything goes wrong that can: customers call, processes work,
// time passes, messages get lost, processes stop for a while or are killed, the disk is full or loses power;
// what happens next is drawn from a seed, and so it all happens again for the same seed. In the end the world
// is kind again, everything that was begun ends, and what must hold is checked (invariants.h).
//
// Real: gateway, actions, pipeline, recovery, billing, the provider's client and the sample provider's state,
// SQLite. Simulated: threads, the disk's durability, the network to the provider, clock and randomness.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/storage/testing/lossy_vfs.h"
#include "tests/simulation/beginning.h"
#include "tests/simulation/clients.h"
#include "tests/simulation/provider_network.h"
#include "tests/simulation/worker.h"

namespace sluice::simulation {

// What a seed decides before anything happens.
struct Scenario {
  Kind kind;
  int workers = 1;
  int calls = 0;
  // What may go wrong:
  bool workers_die = false, workers_pause = false;
  bool power_fails = false, disk_fills = false;
  bool network_fails = false, provider_misbehaves = false;
};
Scenario draw_scenario(Draw& draw);
std::string to_text(const Scenario& scenario);

class Simulation {
 public:
  explicit Simulation(uint64_t seed);
  ~Simulation();

  // Once. Empty: all is as it must be.
  Faults run();
  const Scenario& scenario() const { return scenario_; }
  // The same for the same seed.
  uint64_t digest() const;

 private:
  void set_up();
  std::unique_ptr<base::Random> new_random();

  void live();
  void step();
  void misfortune();
  void pass_time();
  void let_pass(base::Duration time);
  void lose_power();
  void start_whoever_is_down();
  void end_everything();
  bool work_off();
  void check(Faults& faults);

  Worker& worker() { return *workers_[draw_.below(workers_.size())]; }
  base::WallTime now() const;
  // Reads beside the processes, over a connection that goes with the power.
  void look(const std::function<void(storage::Transaction&)>& work);

  Draw draw_;
  const Scenario scenario_;
  Faults faults_;
  base::ManualClock provider_clock_;
  ProviderNetwork network_;
  storage::LossyVfs disk_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::unique_ptr<storage::SteppedDatabase> watcher_;
  std::optional<Clients> clients_;
  int calls_left_ = 0;
  int standstills_left_ = 2;
  bool is_disk_full_ = false;
  uint64_t digest_ = 0;
};

}  // namespace sluice::simulation
