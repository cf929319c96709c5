#pragma once
// Round robin (`rr`): one target after the other, whatever they weigh; a target of weight 0 is not in the
// pool.

#include <cstddef>
#include <span>

#include "edge/dataplane/snapshot/pool.h"

namespace sluice::balancing {

// Endpoints that have just failed and are not to be chosen again for the same connection or request.
using Excluded = std::span<const base::Endpoint>;

// Where one worker stands in its listener's pool. It survives a change of the pool: position follows
// position.
struct RoundRobinCursor {
  size_t next = 0;
};

// Null when nothing is left to choose from. The answer lives as long as the pool.
const snapshot::Target* choose_round_robin(const snapshot::Pool& pool, RoundRobinCursor& cursor,
                                           Excluded excluded);

}  // namespace sluice::balancing
