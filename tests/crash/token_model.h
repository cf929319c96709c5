#pragma once
// What ClientTokens promise, as a model that knows nothing of how they are kept. Of each token it holds what
// may be true: calls that were not answered may have taken effect or not, and every later answer says more.
// A failure is the test's.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "tests/crash/service.h"

namespace sluice::crash {

// What a call with a token asks for. Unserved names a vSwitch that does not exist.
enum class Wish { One, Other, Unserved };

class TokenModel {
 public:
  explicit TokenModel(std::chrono::seconds validity) : validity_(validity) {}

  // In the order in which calls were started.
  void take(const std::string& token, Wish wish, base::WallTime now, const Answer& answer);
  void deleted(const std::string& balancer) { there_.erase(balancer); }

  // Once nothing is unknown: all tokens, by what they made, and the balancers that exist.
  bool is_certain(const std::string& token) const;
  std::map<std::string, std::string> made(base::WallTime now) const;
  const std::set<std::string>& balancers() const { return there_; }

 private:
  struct Record {
    Wish wish;
    base::WallTime expires;
    std::string balancer;  // empty: made, but nobody was told
  };
  using State = std::optional<Record>;

  void take_success(std::vector<State>& states, Wish wish, base::WallTime now, const std::string& balancer);
  static bool is_free(const State& state, base::WallTime now) { return !state || now >= state->expires; }

  const std::chrono::seconds validity_;
  std::map<std::string, std::vector<State>> tokens_;  // what may be
  std::set<std::string> ever_;                        // balancers that anybody was told of
  std::set<std::string> there_;
};

}  // namespace sluice::crash
