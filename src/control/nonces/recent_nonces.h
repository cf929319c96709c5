#pragma once
// The nonces that were used, in memory, each for as long as a request with its timestamp could come again.
//
// Bounded: where a bound is reached, the oldest second is forgotten whole, and from then on requests as old
// as that are refused; so the accepted window shrinks and a replay never passes. A key that uses up its own
// share shrinks its own window and nobody else's. One loop.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "control/nonces/nonce.h"

namespace sluice::nonces {

// About 80 bytes a nonce.
struct Bounds {
  size_t nonces_max = 1'000'000;
  size_t nonces_per_key_max = 250'000;
};

class RecentNonces {
 public:
  explicit RecentNonces(Bounds bounds = {}) : bounds_(bounds) {}
  RecentNonces(const RecentNonces&) = delete;
  RecentNonces& operator=(const RecentNonces&) = delete;

  // False for a request of this key so old that its nonce may have been forgotten.
  bool can_remember(std::string_view access_key_id, base::WallTime request_time) const;
  // False if this key has used this nonce, or may have. `now` is the server's time.
  bool remember(std::string_view access_key_id, const Nonce& nonce, base::WallTime now);

  size_t size() const { return used_.size(); }

 private:
  struct Key {
    std::string id;
    std::map<base::WallTime, size_t> entries;  // by second
    size_t count = 0;
    base::WallTime forgotten_until{};
  };
  struct Entry {
    Digest digest;
    Key* key;
  };
  struct HashOfDigest {
    size_t operator()(const Digest& digest) const noexcept { return digest.low; }
  };
  using Seconds = std::map<base::WallTime, std::vector<Entry>>;

  Key& key_of(std::string_view access_key_id);
  void add(base::WallTime second, const Entry& entry);
  void forget_second(Seconds::iterator second);
  void forget_oldest_second_of(Key& key);
  void take_out(Key& key, base::WallTime second);

  const Bounds bounds_;
  std::unordered_set<Digest, HashOfDigest> used_;
  Seconds seconds_;
  std::unordered_map<std::string_view, std::unique_ptr<Key>> keys_;  // those with an entry; named by Key::id
  base::WallTime forgotten_until_{};                                 // of all keys
};

}  // namespace sluice::nonces
