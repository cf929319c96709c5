#include "edge/agent/backend_view.h"

namespace sluice::agent {
namespace {

base::Endpoint traffic_endpoint(const nodelink::Backend& backend, const nodelink::Listener& listener) {
  return {backend.served_address, backend.port != 0 ? backend.port : listener.backend_port};
}

health::CheckTarget check_target(const nodelink::Backend& backend, const nodelink::Listener& listener) {
  base::Endpoint endpoint = traffic_endpoint(backend, listener);
  if (listener.health_check.port != 0) endpoint.port = listener.health_check.port;
  return {endpoint, listener.health_check};
}

bool is_checked(const nodelink::Listener& listener) {
  return listener.health_check.kind != nodelink::HealthCheckKind::Off;
}

bool passes(const nodelink::Backend& backend, const nodelink::Listener& listener, const BackendPorts& ports,
            const IsHealthy& is_healthy) {
  return is_reachable(backend, listener, ports) &&
         (!is_checked(listener) || is_healthy(check_target(backend, listener)));
}

}  // namespace

bool is_reachable(const nodelink::Backend& backend, const nodelink::Listener& listener,
                  const BackendPorts& ports) {
  return ports.contains(traffic_endpoint(backend, listener).port) &&
         (!is_checked(listener) || ports.contains(check_target(backend, listener).endpoint.port));
}

std::vector<health::CheckTarget> check_targets(const nodelink::LoadBalancer& balancer,
                                               const nodelink::Listener& listener,
                                               const BackendPorts& ports) {
  std::vector<health::CheckTarget> targets;
  if (!is_checked(listener)) return targets;
  for (const nodelink::Backend& backend : balancer.backends) {
    if (is_reachable(backend, listener, ports)) targets.push_back(check_target(backend, listener));
  }
  return targets;
}

std::vector<snapshot::Target> eligible_targets(const nodelink::LoadBalancer& balancer,
                                               const nodelink::Listener& listener, const BackendPorts& ports,
                                               const IsHealthy& is_healthy) {
  std::vector<snapshot::Target> targets;
  for (const nodelink::Backend& backend : balancer.backends) {
    if (backend.weight <= 0 || !passes(backend, listener, ports, is_healthy)) continue;
    targets.push_back({.server_id = backend.server_id,
                       .endpoint = traffic_endpoint(backend, listener),
                       .weight = backend.weight});
  }
  return targets;
}

std::vector<nodelink::BackendHealth> backend_health(const nodelink::LoadBalancer& balancer,
                                                    const nodelink::Listener& listener,
                                                    const BackendPorts& ports, const IsHealthy& is_healthy) {
  std::vector<nodelink::BackendHealth> rows;
  for (const nodelink::Backend& backend : balancer.backends) {
    rows.push_back({.server_id = backend.server_id, .healthy = passes(backend, listener, ports, is_healthy)});
  }
  return rows;
}

}  // namespace sluice::agent
