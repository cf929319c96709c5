#pragma once
// The backends that new connections and requests of one listener may go to: an immutable value, shared by all
// workers.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/ip.h"

namespace sluice::snapshot {

struct Target {
  std::string server_id;
  base::Endpoint endpoint;
  int weight = 0;  // 1 to 100
  bool operator==(const Target&) const = default;
};

class Pool {
 public:
  // Targets without a weight are left out: a pool holds only what may be chosen.
  explicit Pool(std::vector<Target> targets);

  const std::vector<Target>& targets() const { return targets_; }
  bool empty() const { return targets_.empty(); }
  bool contains(const base::Endpoint& endpoint) const;

  int weight_total() const { return weight_total_; }
  // All weights are equal: weighted and plain round robin are the same thing.
  bool even() const { return even_; }
  // Differs between any two pools of the process; never 0. Tells a cursor that the pool under it has been
  // replaced.
  uint64_t serial() const { return serial_; }

 private:
  std::vector<Target> targets_;
  int weight_total_ = 0;
  bool even_ = true;
  uint64_t serial_;
};

// `before` itself if it holds exactly these targets, so that an unchanged pool keeps its identity.
std::shared_ptr<const Pool> pool_of(std::vector<Target> targets,
                                    std::shared_ptr<const Pool> before = nullptr);

}  // namespace sluice::snapshot
