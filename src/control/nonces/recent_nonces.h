#pragma once
// The nonces that were used, in memory, each for as long as a request with its timestamp could come again.
//
// Bounded: where a bound is reached, an account's oldest second is forgotten whole, and from then on requests
// of this account that are as old as that are refused; so its accepted window shrinks and a replay never
// passes. The account is the one that uses up its own share, or, where all together are too many, the one
// that holds most: who fills the memory, with however many keys, shrinks its own window, and an account that
// holds less keeps its own. One loop.

#include <compare>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "control/nonces/nonce.h"

namespace sluice::nonces {

// About 80 bytes a nonce, and 200 for one that is its account's only one of a second.
struct Bounds {
  size_t nonces_max = 1'000'000;
  size_t nonces_per_account_max = 250'000;
};

class RecentNonces {
 public:
  explicit RecentNonces(Bounds bounds = {}) : bounds_(bounds) {}
  RecentNonces(const RecentNonces&) = delete;
  RecentNonces& operator=(const RecentNonces&) = delete;

  // False for a request of this account so old that its nonce may have been forgotten.
  bool can_remember(int64_t account_key, base::WallTime request_time) const;
  // False if this nonce has been used, or may have. `now` is the server's time. Costs the logarithm of the
  // number of accounts, and what is forgotten.
  bool remember(int64_t account_key, const Nonce& nonce, base::WallTime now);

  size_t size() const { return used_.size(); }

 private:
  // All that is remembered of one account. Stays while its forgotten_until is inside the window.
  struct Holder {
    std::map<base::WallTime, std::vector<Digest>> seconds;  // all after forgotten_until
    size_t count = 0;
    base::WallTime forgotten_until{};

    // Once it holds nothing, of what it has forgotten.
    base::WallTime oldest() const { return seconds.empty() ? forgotten_until : seconds.begin()->first; }
  };
  using Holders = std::unordered_map<int64_t, Holder>;

  // Last is the account that holds most; of those that hold as much, the one with the oldest nonces.
  struct Size {
    size_t count;
    base::WallTime oldest;
    int64_t account_key;
    std::strong_ordering operator<=>(const Size& other) const;
    bool operator==(const Size&) const = default;
  };
  using Age = std::pair<base::WallTime, int64_t>;  // oldest second, account

  struct HashOfDigest {
    size_t operator()(const Digest& digest) const noexcept { return digest.low; }
  };

  static Size size_of(const Holders::value_type& holder);
  static Age age_of(const Holders::value_type& holder);
  Holders::value_type& holder_of(int64_t account_key);
  void add(Holders::value_type& holder, base::WallTime second, const Digest& digest);
  void forget_oldest_second(Holders::value_type& holder);
  void forget_all_before(base::WallTime second);
  void place_anew(const Holders::value_type& holder, const Size& old_size, const Age& old_age);

  const Bounds bounds_;
  std::unordered_set<Digest, HashOfDigest> used_;
  Holders holders_;
  std::set<Size> by_size_;            // every holder
  std::set<Age> by_age_;              // every holder
  base::WallTime forgotten_until_{};  // of all accounts: what has left the window
};

}  // namespace sluice::nonces
