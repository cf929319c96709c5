#include "control/identity/compiled_policies.h"

#include <algorithm>

namespace sluice::identity {

std::shared_ptr<const policy::Policy> CompiledPolicies::get(
    int64_t policy_key, int64_t version, const std::function<std::optional<std::string>()>& document) {
  std::lock_guard lock(mutex_);
  const std::pair which{policy_key, version};
  if (const auto found = known_.find(which); found != known_.end()) {
    if (auto policy = found->second.lock()) return policy;
  }
  const auto text = document();
  if (!text) return nullptr;
  auto policy = policy::parse(*text);
  if (!policy) return nullptr;
  if (known_.size() >= sweep_at_) {
    std::erase_if(known_, [](const auto& each) { return each.second.expired(); });
    sweep_at_ = std::max<size_t>(64, 2 * known_.size());
  }
  known_[which] = *policy;
  return *policy;
}

}  // namespace sluice::identity
