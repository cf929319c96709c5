#pragma once
// The access keys in memory: authentication happens on the gateway's loop, where no SQL may run. Loaded at
// the start, kept current by whoever changes a key. Thread-safe.

#include <memory>
#include <shared_mutex>
#include <string_view>
#include <unordered_map>

#include "control/identity/caller.h"
#include "platform/base/secret.h"

namespace sluice::identity {

struct AccessKey {
  Caller caller;
  base::Secret secret;
  bool active = true;
};

class KeyRing {
 public:
  void put(AccessKey key);
  // Null for an unknown id.
  std::shared_ptr<const AccessKey> find(std::string_view access_key_id) const;

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const AccessKey>> keys_;  // guarded by mutex_
};

}  // namespace sluice::identity
