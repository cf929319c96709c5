#pragma once
// Smooth weighted round robin (`wrr`).
//
// Every target has a credit. A choice adds each target's weight to its credit, takes the target with the
// most, and takes the sum of all weights off that one's credit. Over any run of weight_total choices each
// target is chosen exactly weight times, and its turns are spread over the run instead of bunched: 5, 1, 1
// gives A A B A C A A.
//
// A choice costs one pass over the pool: some hundred nanoseconds for a hundred targets, against microseconds
// of system calls for the connection or request it is made for. Pools of equal weights need no pass.

#include <vector>

#include "edge/dataplane/balancing/round_robin.h"
#include "edge/dataplane/snapshot/pool.h"

namespace sluice::balancing {

// One worker's credits. When the pool is replaced, targets that stay keep their credit and new ones start at
// none, so that frequent changes do not send everything to the heaviest target.
struct WeightedCursor {
  uint64_t pool_serial = 0;  // of the pool that `credits` belong to
  std::vector<base::Endpoint> endpoints;
  std::vector<int> credits;  // one per target of the pool, in its order
  RoundRobinCursor even;     // used while all weights are equal
};

const snapshot::Target* choose_weighted_round_robin(const snapshot::Pool& pool, WeightedCursor& cursor,
                                                    Excluded excluded);

}  // namespace sluice::balancing
