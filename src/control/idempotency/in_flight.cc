#include "control/idempotency/in_flight.h"

namespace sluice::idempotency {

InFlight::Place InFlight::enter(const Claim& claim) {
  const std::lock_guard lock(mutex_);
  Calls& calls = under_way_[scope_of(claim)];
  if (calls.count++ == 0) {
    calls.fingerprint = claim.fingerprint;
    return Place::First;
  }
  return calls.fingerprint == claim.fingerprint ? Place::BehindTheSame : Place::BehindAnother;
}

InFlight::Place InFlight::look(const Claim& claim) const {
  const std::lock_guard lock(mutex_);
  const auto found = under_way_.find(scope_of(claim));
  if (found == under_way_.end()) return Place::First;
  return found->second.fingerprint == claim.fingerprint ? Place::BehindTheSame : Place::BehindAnother;
}

void InFlight::leave(const Claim& claim) {
  const std::lock_guard lock(mutex_);
  const auto found = under_way_.find(scope_of(claim));
  if (--found->second.count == 0) under_way_.erase(found);
}

}  // namespace sluice::idempotency
