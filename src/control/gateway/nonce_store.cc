#include "control/gateway/nonce_store.h"

#include <algorithm>

#include "control/gateway/authentication.h"
#include "platform/base/digest.h"

namespace sluice::gateway {

bool NonceStore::remember(std::string_view access_key_id, std::string_view nonce, base::WallTime request_time,
                          base::WallTime now) {
  // Outside the window the timestamp alone refuses a replay.
  while (!by_time_.empty() && by_time_.top().request_time < now - clock_skew_max) {
    used_.erase(by_time_.top().digest);
    by_time_.pop();
  }
  std::string digest =
      base::digest(base::Hash::Sha256, std::string(access_key_id) + '\0' + std::string(nonce));
  if (!used_.insert(digest).second) return false;
  by_time_.push({request_time, std::move(digest)});
  if (by_time_.size() > nonces_max_) forget_oldest();
  return true;
}

void NonceStore::forget_oldest() {
  forgotten_until_ = std::max(forgotten_until_, by_time_.top().request_time);
  used_.erase(by_time_.top().digest);
  by_time_.pop();
}

}  // namespace sluice::gateway
