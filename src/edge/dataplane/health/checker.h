#pragma once
// Runs the checks of a node. Belongs to one loop.
//
// Listeners that check the same backend in the same way share one check. Each check runs once per interval,
// never twice at a time: a check that outlasts its interval delays the next one. First runs are spread over
// the interval, so that a node that starts with a thousand checks does not fire them all at once.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "edge/dataplane/health/check_target.h"
#include "edge/dataplane/health/health_state.h"
#include "edge/dataplane/health/probe.h"

namespace sluice::health {

class Checker {
 public:
  // Further ones wait for their turn.
  static constexpr size_t checks_in_flight_max = 256;

  // Called on the loop for every owner of a target whose health has changed; may call set_targets().
  using OnChange = std::function<void(const std::string& owner)>;

  Checker(io::Loop& loop, OnChange on_change);
  ~Checker();

  // All that this owner wants checked from now on. What it wanted before and does not any more is forgotten,
  // unless another owner wants it. A backend that is already being checked in another way keeps its health.
  void set_targets(const std::string& owner, const std::vector<CheckTarget>& targets);
  // True for what is not checked.
  bool healthy(const CheckTarget& target) const;

  size_t check_count() const { return checks_.size(); }
  size_t in_flight() const { return in_flight_; }
  uint64_t runs() const { return runs_; }  // begun since the start

 private:
  struct Check;

  Check& check_for(const CheckTarget& target);
  void run(Check& check);
  void on_result(Check& check, bool passed);
  void erase(const std::string& key);
  void start_waiting();

  io::Loop& loop_;
  OnChange on_change_;
  std::map<std::string, std::unique_ptr<Check>> checks_;  // by key_of()
  std::map<std::string, std::set<std::string>> owned_;    // keys by owner
  std::deque<std::string> waiting_;                       // keys, in the order they became due
  size_t in_flight_ = 0;
  uint64_t runs_ = 0;
  uint32_t started_ = 0;
};

}  // namespace sluice::health
