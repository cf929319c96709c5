#pragma once
// One worker's place in one listener's pool, for whichever scheduler the listener has at the moment.

#include "contract/nodelink/desired.h"
#include "edge/dataplane/balancing/round_robin.h"
#include "edge/dataplane/balancing/weighted_round_robin.h"

namespace sluice::balancing {

class Selector {
 public:
  // Workers start at different targets, so that the first requests of all of them do not meet at the first
  // one.
  explicit Selector(size_t start = 0) : round_robin_{start}, weighted_{.even = {start}} {}

  const snapshot::Target* choose(nodelink::Scheduler scheduler, const snapshot::Pool& pool,
                                 Excluded excluded) {
    switch (scheduler) {
      case nodelink::Scheduler::RoundRobin:
        return choose_round_robin(pool, round_robin_, excluded);
      case nodelink::Scheduler::WeightedRoundRobin:
        return choose_weighted_round_robin(pool, weighted_, excluded);
    }
    return nullptr;
  }

 private:
  RoundRobinCursor round_robin_;
  WeightedCursor weighted_;
};

}  // namespace sluice::balancing
