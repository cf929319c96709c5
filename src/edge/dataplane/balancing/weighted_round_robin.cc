#include "edge/dataplane/balancing/weighted_round_robin.h"

#include <algorithm>
#include <map>

namespace sluice::balancing {
namespace {

void move_to(const snapshot::Pool& pool, WeightedCursor& cursor) {
  std::map<base::Endpoint, int> earned;
  for (size_t i = 0; i < cursor.endpoints.size(); ++i) earned.emplace(cursor.endpoints[i], cursor.credits[i]);
  cursor.endpoints.clear();
  cursor.credits.clear();
  for (const snapshot::Target& target : pool.targets()) {
    const auto at = earned.find(target.endpoint);
    // A credit never exceeds what this pool could have led to, however the weights have changed.
    const int bound = pool.weight_total();
    cursor.endpoints.push_back(target.endpoint);
    cursor.credits.push_back(at == earned.end() ? 0 : std::clamp(at->second, -bound, bound));
  }
  cursor.pool_serial = pool.serial();
}

}  // namespace

const snapshot::Target* choose_weighted_round_robin(const snapshot::Pool& pool, WeightedCursor& cursor,
                                                    Excluded excluded) {
  if (pool.even()) return choose_round_robin(pool, cursor.even, excluded);
  if (cursor.pool_serial != pool.serial()) move_to(pool, cursor);

  const auto& targets = pool.targets();
  size_t best = targets.size();
  int weight_sum = 0;
  for (size_t i = 0; i < targets.size(); ++i) {
    if (std::ranges::find(excluded, targets[i].endpoint) != excluded.end()) continue;
    cursor.credits[i] += targets[i].weight;
    weight_sum += targets[i].weight;
    if (best == targets.size() || cursor.credits[i] > cursor.credits[best]) best = i;
  }
  if (best == targets.size()) return nullptr;
  cursor.credits[best] -= weight_sum;
  return &targets[best];
}

}  // namespace sluice::balancing
