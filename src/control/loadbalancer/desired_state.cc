#include "control/loadbalancer/desired_state.h"

#include "control/loadbalancer/backend_store.h"
#include "control/loadbalancer/listener_settings.h"
#include "control/loadbalancer/listener_store.h"
#include "control/nodes/desired_store.h"
#include "control/nodes/served_addresses.h"

namespace sluice::loadbalancer {
namespace {

// An address that is in use always has a mapping: both are made in one transaction.
base::Ipv4 served_address(storage::Transaction& tx, int64_t network_key, base::Ipv4 address) {
  const auto served = nodes::find_served_address(tx, network_key, address);
  if (!served) {
    throw storage::EngineError(storage::EngineError::Kind::Defect,
                               "no served address for " + base::format_ipv4(address));
  }
  return *served;
}

}  // namespace

void publish(storage::Transaction& tx, const LoadBalancer& balancer) {
  nodelink::LoadBalancer wanted{.id = balancer.id.get(),
                                .owner = balancer.account_key,
                                .private_address = balancer.address,
                                .served_address = served_address(tx, balancer.network_key, balancer.address),
                                .active = balancer.active && !balancer.locked};
  for (const Listener& listener : list_listeners(tx, balancer.key)) {
    wanted.listeners.push_back(to_desired(listener));
  }
  for (const Backend& backend : list_backends(tx, balancer.key)) {
    wanted.backends.push_back({.server_id = backend.server_id,
                               .private_address = backend.address,
                               .served_address = served_address(tx, balancer.network_key, backend.address),
                               .port = backend.port,
                               .weight = static_cast<int>(backend.weight)});
  }
  nodes::put_desired(tx, balancer.node, balancer.key, wanted);
}

void publish_gone(storage::Transaction& tx, const LoadBalancer& balancer) {
  nodes::put_gone(tx, balancer.node, balancer.key, balancer.id);
}

}  // namespace sluice::loadbalancer
