#include "control/commerce/pipeline/release.h"
#include "control/loadbalancer/desired_state.h"
#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/release_load_balancer.h"
#include "control/network/address_pool.h"
#include "control/nodes/served_addresses.h"

namespace sluice::loadbalancer {

base::Result<void, commerce::Refusal> release_load_balancer(const commerce::Engine& engine, Transaction& tx,
                                                            const LoadBalancer& balancer,
                                                            base::WallTime now) {
  network::give_back_address(tx, balancer.network_key, balancer.address);
  nodes::release_address(tx, balancer.network_key, balancer.address);
  auto released = commerce::release(tx, engine,
                                    {.account_key = balancer.account_key,
                                     .order_key = balancer.order_key,
                                     .ens_region_id = balancer.ens_region_id.get(),
                                     .spec = balancer.spec,
                                     .now = now});
  if (!released) return released;
  publish_gone(tx, balancer);
  delete_load_balancer(tx, balancer.key);
  return {};
}

// Listeners and backend entries go with it; traffic ends when the node has taken the change.
Answer delete_load_balancer(const commerce::Engine& engine, Transaction& tx, const Call& call,
                            const api::DeleteLoadBalancer& request) {
  const auto balancer = find_load_balancer(tx, call.caller.account_key, request.load_balancer_id);
  if (!balancer) return actions::refuse(api::DeleteLoadBalancer::declaration, "LoadBalancerNotFound");
  const auto released = release_load_balancer(engine, tx, *balancer, call.now);
  if (!released) return base::Unexpected{commerce::to_error(released.error())};
  return json::Value::object();
}

}  // namespace sluice::loadbalancer
