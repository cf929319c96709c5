#include "control/idempotency/in_flight.h"

#include <algorithm>

namespace sluice::idempotency {

InFlight::Place InFlight::place_behind(const Fingerprints& calls, const Claim& claim) {
  if (calls.empty()) return Place::First;
  return calls.front() == claim.fingerprint ? Place::BehindTheSame : Place::BehindAnother;
}

InFlight::Place InFlight::enter(const Claim& claim) {
  const std::lock_guard lock(mutex_);
  Fingerprints& calls = under_way_[scope_of(claim)];
  const Place place = place_behind(calls, claim);
  calls.push_back(claim.fingerprint);
  return place;
}

InFlight::Place InFlight::look(const Claim& claim) const {
  const std::lock_guard lock(mutex_);
  const auto found = under_way_.find(scope_of(claim));
  return found == under_way_.end() ? Place::First : place_behind(found->second, claim);
}

void InFlight::leave(const Claim& claim) {
  const std::lock_guard lock(mutex_);
  const auto found = under_way_.find(scope_of(claim));
  Fingerprints& calls = found->second;
  calls.erase(std::ranges::find(calls, claim.fingerprint));
  if (calls.empty()) under_way_.erase(found);
}

}  // namespace sluice::idempotency
