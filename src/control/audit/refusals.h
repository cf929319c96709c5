#pragma once
// The refused calls that are not written down yet. Equal ones of one second are one event with a count, which
// tells of the first: as many calls as anybody likes to send make one row.
//
// Equal are calls of one access key, action and code; of an access key that nobody has, calls of one address.
// What is told apart is bounded, by account and in all (Bounds): what goes beyond an account's share is
// counted in one event of that account, what goes beyond the whole in one of nobody's, both with
// Outcome::Others. Calls that did not prove who they are have a share of their own, so that nobody hides the
// refusals of others by using their key's name. Belongs to one loop.

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "control/audit/event.h"

namespace sluice::audit {

struct Bounds {
  size_t events_max = 4096;            // about 1 KiB each
  size_t events_per_account_max = 64;  // and as many again of calls that are not proved
};

class Refusals {
 public:
  explicit Refusals(Bounds bounds = {}) : bounds_(bounds) {}

  // `event` is as refuse() left it.
  void note(Event event);
  // Takes out the events of all seconds but that of `now`, which is not over yet.
  std::vector<Event> take(base::WallTime now);
  std::vector<Event> take_all();

  bool empty() const { return events_.empty(); }
  size_t size() const { return events_.size(); }

 private:
  // Second, account, whether it is proved, access key (or address), action, code.
  using Key = std::tuple<int64_t, int64_t, bool, std::string, std::string, std::string>;
  using Share = std::tuple<int64_t, bool>;  // account, whether it is proved

  template <class Wanted>
  std::vector<Event> take_if(Wanted wanted);

  const Bounds bounds_;
  std::map<Key, Event> events_;
  std::map<Share, size_t> shares_;  // of events_
};

}  // namespace sluice::audit
