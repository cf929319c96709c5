#include "control/idempotency/in_flight.h"

#include <algorithm>

namespace sluice::idempotency {

InFlight::Place InFlight::place_behind(const Line& line, const Claim& claim) {
  if (line.fingerprints.empty()) return Place::First;
  return line.fingerprints.front() == claim.fingerprint ? Place::BehindTheSame : Place::BehindAnother;
}

InFlight::Place InFlight::enter(const Claim& claim, Start start) {
  const std::lock_guard lock(mutex_);
  Line& line = under_way_[scope_of(claim)];
  const Place place = place_behind(line, claim);
  line.fingerprints.push_back(claim.fingerprint);
  if (place != Place::First && start != nullptr) line.waiting.push_back(std::move(start));
  return place;
}

InFlight::Place InFlight::look(const Claim& claim) const {
  const std::lock_guard lock(mutex_);
  const auto found = under_way_.find(scope_of(claim));
  return found == under_way_.end() ? Place::First : place_behind(found->second, claim);
}

InFlight::Start InFlight::leave(const Claim& claim) {
  const std::lock_guard lock(mutex_);
  const auto found = under_way_.find(scope_of(claim));
  Line& line = found->second;
  line.fingerprints.erase(std::ranges::find(line.fingerprints, claim.fingerprint));
  Start next;
  if (!line.waiting.empty()) {
    next = std::move(line.waiting.front());
    line.waiting.pop_front();
  }
  if (line.fingerprints.empty()) under_way_.erase(found);
  return next;
}

}  // namespace sluice::idempotency
