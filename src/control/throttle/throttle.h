#pragma once
// Call rates, by the declaration of each action (api::RateLimits): first per main account, whose RAM users
// count together, then over all accounts. A call that is refused counts in neither. Time is passed in;
// belongs to the gateway's loop.
//
// A key (an action, and an action of an account) takes memory only while it has calls in the last second:
// every call also drops a few that have none.

#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "contract/api/action.h"
#include "control/throttle/sliding_window.h"
#include "platform/base/result.h"

namespace sluice::throttle {

// What the documented figures are multiplied by; nothing: no limits.
struct Rates {
  static constexpr double factor_min = 0.01, factor_max = 1000;
  std::optional<double> factor = 1;
};
// "documented", "off", or a factor. The error says what was received and what is accepted.
base::Result<Rates, std::string> parse_rates(std::string_view text);

struct Refusal {
  enum class By { User, Api } by;
  base::Duration retry_after;
  size_t calls_per_second;  // the limit that was met
};

class Throttle {
 public:
  explicit Throttle(Rates rates) : rates_(rates) {}

  // Counts the call, or says which limit refuses it.
  std::optional<Refusal> admit(const api::Action& action, int64_t account_key, base::MonotonicTime now);

  // Keys that take memory.
  size_t keys() const { return windows_.size(); }

 private:
  static constexpr int keys_dropped_per_call_max = 4;
  static constexpr int64_t all_accounts = 0;

  using Key = std::pair<const api::Action*, int64_t>;
  struct Entry {
    SlidingWindow window;
    base::MonotonicTime last{};
    std::list<Key>::iterator place;
  };
  Entry& entry(const Key& key);
  void note(Entry& entry, base::MonotonicTime now);
  void drop_idle(base::MonotonicTime now);
  size_t scaled(int per_second) const;

  const Rates rates_;
  std::map<Key, Entry> windows_;
  std::list<Key> by_last_call_;  // longest ago first
};

}  // namespace sluice::throttle
