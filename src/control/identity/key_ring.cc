#include "control/identity/key_ring.h"

#include <mutex>

namespace sluice::identity {

void KeyRing::put(AccessKey key) {
  std::string id = key.caller.access_key_id.get();
  auto shared = std::make_shared<const AccessKey>(std::move(key));
  std::unique_lock lock(mutex_);
  keys_[std::move(id)] = std::move(shared);
}

std::shared_ptr<const AccessKey> KeyRing::find(std::string_view access_key_id) const {
  std::shared_lock lock(mutex_);
  const auto found = keys_.find(std::string(access_key_id));
  return found == keys_.end() ? nullptr : found->second;
}

}  // namespace sluice::identity
