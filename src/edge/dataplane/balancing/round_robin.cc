#include "edge/dataplane/balancing/round_robin.h"

#include <algorithm>

namespace sluice::balancing {

const snapshot::Target* choose_round_robin(const snapshot::Pool& pool, RoundRobinCursor& cursor,
                                           Excluded excluded) {
  const auto& targets = pool.targets();
  for (size_t tries = targets.size(); tries > 0; --tries) {
    if (cursor.next >= targets.size()) cursor.next = 0;
    const snapshot::Target& target = targets[cursor.next++];
    if (std::ranges::find(excluded, target.endpoint) == excluded.end()) return &target;
  }
  return nullptr;
}

}  // namespace sluice::balancing
