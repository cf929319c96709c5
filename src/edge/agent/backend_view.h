#pragma once
// From a balancer's desired backends to what one of its listeners may choose from and what is to be checked:
// functions of values.

#include <functional>
#include <vector>

#include "contract/nodelink/desired.h"
#include "contract/nodelink/report.h"
#include "edge/agent/backend_ports.h"
#include "edge/dataplane/health/check_target.h"
#include "edge/dataplane/snapshot/pool.h"

namespace sluice::agent {

using IsHealthy = std::function<bool(const health::CheckTarget&)>;

// Whether this node may connect to that backend, and check it, at their ports.
bool is_reachable(const nodelink::Backend& backend, const nodelink::Listener& listener,
                  const BackendPorts& ports);

// One per backend that is reachable, in their order; none if the listener's check is off.
std::vector<health::CheckTarget> check_targets(const nodelink::LoadBalancer& balancer,
                                               const nodelink::Listener& listener, const BackendPorts& ports);

// Backends with a weight that are healthy; without a check all are that are reachable.
std::vector<snapshot::Target> eligible_targets(const nodelink::LoadBalancer& balancer,
                                               const nodelink::Listener& listener, const BackendPorts& ports,
                                               const IsHealthy& is_healthy);

// Of every backend, whatever its weight.
std::vector<nodelink::BackendHealth> backend_health(const nodelink::LoadBalancer& balancer,
                                                    const nodelink::Listener& listener,
                                                    const BackendPorts& ports, const IsHealthy& is_healthy);

}  // namespace sluice::agent
