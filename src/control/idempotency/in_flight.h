#pragma once
// The calls with a token that storage has not answered yet, so that a caller who comes with the same token
// meanwhile can be told so if he does not want to wait for his turn. It decides nothing: the records do.
// Thread-safe.

#include <deque>
#include <functional>
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

  using Start = std::function<void()>;

  // To be followed by one leave() when the call is answered. With a `start` the call waits its turn: unless
  // it is the first, that is kept until those before it have left.
  Place enter(const Claim& claim, Start start = nullptr);
  // The next one that waited for its turn, to be started by the caller; most often null.
  [[nodiscard]] Start leave(const Claim& claim);
  // How it would stand.
  Place look(const Claim& claim) const;

 private:
  using Scope = std::tuple<int64_t, std::string, std::string>;  // account, action, token
  struct Line {
    std::list<std::string> fingerprints;  // in the order of the calls
    std::deque<Start> waiting;
  };
  static Place place_behind(const Line& line, const Claim& claim);
  static Scope scope_of(const Claim& claim) { return {claim.account_key, claim.action, claim.token}; }

  mutable std::mutex mutex_;
  std::map<Scope, Line> under_way_;  // guarded by mutex_; none is empty
};

}  // namespace sluice::idempotency
