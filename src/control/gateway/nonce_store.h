#pragma once
// The nonces that were used, each for as long as a request with its timestamp could come again. Bounded: when
// the store is full it forgets the oldest, and from then on refuses requests as old as what it forgot, so the
// accepted window shrinks and a replay never passes. One loop.

#include <queue>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "platform/base/clock.h"

namespace sluice::gateway {

class NonceStore {
 public:
  static constexpr size_t nonces_default_max = 500'000;

  explicit NonceStore(size_t nonces_max = nonces_default_max) : nonces_max_(nonces_max) {}

  // False for a request so old that its nonce may have been forgotten.
  bool can_remember(base::WallTime request_time) const { return request_time > forgotten_until_; }
  // False if this key has used this nonce.
  bool remember(std::string_view access_key_id, std::string_view nonce, base::WallTime request_time,
                base::WallTime now);

 private:
  struct Entry {
    base::WallTime request_time;
    std::string digest;
    bool operator>(const Entry& other) const { return request_time > other.request_time; }
  };
  void forget_oldest();

  const size_t nonces_max_;
  base::WallTime forgotten_until_{};
  std::unordered_set<std::string> used_;  // digests, so that a long nonce costs no more than a short one
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> by_time_;
};

}  // namespace sluice::gateway
