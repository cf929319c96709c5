#pragma once
// Custom policies as they were compiled, for as long as somebody's permissions hold them: an account is read
// again at every change, and most of its policies are the same. A version of a policy never changes.
// Thread-safe.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "control/policy/policy.h"

namespace sluice::identity {

class CompiledPolicies {
 public:
  // `document` is asked for what is not known. Null if there is none, or if it is no policy.
  std::shared_ptr<const policy::Policy> get(int64_t policy_key, int64_t version,
                                            const std::function<std::optional<std::string>()>& document);

 private:
  std::mutex mutex_;
  // Guarded by mutex_. What nobody holds any more goes when the map has doubled since it last went.
  std::map<std::pair<int64_t, int64_t>, std::weak_ptr<const policy::Policy>> known_;
  size_t sweep_at_ = 64;
};

}  // namespace sluice::identity
