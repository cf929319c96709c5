#include "edge/dataplane/snapshot/pool.h"

#include <algorithm>
#include <atomic>

namespace sluice::snapshot {
namespace {

std::atomic<uint64_t> last_serial{0};

std::vector<Target> with_weight(std::vector<Target> targets) {
  std::erase_if(targets, [](const Target& target) { return target.weight <= 0; });
  return targets;
}

}  // namespace

Pool::Pool(std::vector<Target> targets)
    : targets_(with_weight(std::move(targets))),
      serial_(last_serial.fetch_add(1, std::memory_order_relaxed) + 1) {
  for (const Target& target : targets_) {
    weight_total_ += target.weight;
    even_ = even_ && target.weight == targets_.front().weight;
  }
}

bool Pool::contains(const base::Endpoint& endpoint) const {
  return std::ranges::any_of(targets_, [&](const Target& target) { return target.endpoint == endpoint; });
}

std::shared_ptr<const Pool> pool_of(std::vector<Target> targets, std::shared_ptr<const Pool> before) {
  targets = with_weight(std::move(targets));
  if (before != nullptr && before->targets() == targets) return before;
  return std::make_shared<const Pool>(std::move(targets));
}

}  // namespace sluice::snapshot
