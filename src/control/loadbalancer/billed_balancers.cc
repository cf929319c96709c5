#include "control/loadbalancer/billed_balancers.h"

#include "control/loadbalancer/desired_state.h"
#include "control/loadbalancer/release_load_balancer.h"

namespace sluice::loadbalancer {
namespace {

void set_lock(storage::Transaction& tx, std::string_view resource_id, bool locked) {
  auto balancer = find_any_load_balancer(tx, resource_id);
  if (!balancer) return;
  balancer->locked = locked;
  set_locked(tx, *balancer);
  publish(tx, *balancer);
}

}  // namespace

void BilledBalancers::lock(storage::Transaction& tx, std::string_view resource_id) {
  set_lock(tx, resource_id, true);
}

void BilledBalancers::unlock(storage::Transaction& tx, std::string_view resource_id) {
  set_lock(tx, resource_id, false);
}

void BilledBalancers::release(storage::Transaction& tx, std::string_view resource_id, base::WallTime now) {
  const auto balancer = find_any_load_balancer(tx, resource_id);
  if (!balancer) return;
  const auto released = release_load_balancer(engine_, tx, *balancer, now);
  if (!released) {
    throw storage::EngineError(storage::EngineError::Kind::Defect,
                               balancer->id.get() + " cannot be released: " + released.error().hint);
  }
}

}  // namespace sluice::loadbalancer
