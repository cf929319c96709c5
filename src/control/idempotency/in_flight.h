#pragma once
// The calls with a token that storage has not answered yet, so that a caller who comes with the same token
// meanwhile can be told so if he does not want to wait for his turn. It decides nothing: the records do.
// Thread-safe.

#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>

#include "control/idempotency/client_token.h"

namespace sluice::idempotency {

class InFlight {
 public:
  // How the claim's call stands to the first of those with its token that are under way.
  enum class Place { First, BehindTheSame, BehindAnother };

  // To be followed by one leave() when storage has answered.
  Place enter(const Claim& claim);
  void leave(const Claim& claim);
  // How it would stand.
  Place look(const Claim& claim) const;

 private:
  using Scope = std::tuple<int64_t, std::string, std::string>;  // account, action, token
  using Fingerprints = std::list<std::string>;                  // in the order of the calls
  static Place place_behind(const Fingerprints& calls, const Claim& claim);
  static Scope scope_of(const Claim& claim) { return {claim.account_key, claim.action, claim.token}; }

  mutable std::mutex mutex_;
  std::map<Scope, Fingerprints> under_way_;  // guarded by mutex_; none is empty
};

}  // namespace sluice::idempotency
