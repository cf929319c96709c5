#pragma once
// From a balancer's desired backends to what one of its listeners may choose from and what is to be checked:
// functions of values.

#include <functional>
#include <vector>

#include "contract/nodelink/desired.h"
#include "contract/nodelink/report.h"
#include "edge/dataplane/health/check_target.h"
#include "edge/dataplane/snapshot/pool.h"

namespace sluice::agent {

using IsHealthy = std::function<bool(const health::CheckTarget&)>;

// One per backend, in their order; none if the listener's check is off.
std::vector<health::CheckTarget> check_targets(const nodelink::LoadBalancer& balancer,
                                               const nodelink::Listener& listener);

// Backends with a weight that are healthy; without a check all are.
std::vector<snapshot::Target> eligible_targets(const nodelink::LoadBalancer& balancer,
                                               const nodelink::Listener& listener,
                                               const IsHealthy& is_healthy);

// Of every backend, whatever its weight.
std::vector<nodelink::BackendHealth> backend_health(const nodelink::LoadBalancer& balancer,
                                                    const nodelink::Listener& listener,
                                                    const IsHealthy& is_healthy);

}  // namespace sluice::agent
