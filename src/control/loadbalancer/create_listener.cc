#include <algorithm>

#include <fmt/format.h>

#include "control/loadbalancer/desired_state.h"
#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/listener_settings.h"
#include "control/loadbalancer/listener_store.h"

namespace sluice::loadbalancer {
namespace {

using actions::invalid;
using actions::refuse;

constexpr size_t listeners_per_balancer_max = 50;  // not published; a named limit of this service
constexpr std::string_view schedulers_served[] = {"wrr", "rr"};

// What both protocols check and do once their settings are read.
Answer create_listener(const actions::Environment& environment, Transaction& tx, const Call& call,
                       const api::Action& action, std::string_view load_balancer_id,
                       nodelink::Protocol protocol, int64_t port, std::string description,
                       const ListenerSettings& settings) {
  const auto balancer = find_load_balancer(tx, call.caller.account_key, load_balancer_id);
  if (!balancer) return refuse(action, "LoadBalancerNotFound");
  if (std::ranges::find(schedulers_served, settings.scheduler) == std::end(schedulers_served)) {
    return invalid(action, "Scheduler", fmt::format("received {}; served: wrr, rr", settings.scheduler));
  }
  if (!is_status_class_list(settings.health_check_http_code)) {
    return invalid(
        action, "HealthCheckHttpCode",
        fmt::format("received {}; accepted: http_2xx, http_3xx, http_4xx, http_5xx, separated by commas",
                    settings.health_check_http_code));
  }
  // TCP and HTTP listen on the same kind of socket, so they share the ports of an address.
  const auto listeners = list_listeners(tx, balancer->key);
  if (listeners.size() >= listeners_per_balancer_max) {
    return refuse(action, "IncorrectInstanceStatus",
                  fmt::format("a balancer has at most {} listeners", listeners_per_balancer_max));
  }
  if (std::ranges::any_of(listeners, [&](const Listener& other) { return other.port == port; })) {
    return refuse(action, "ListenerAlreadyExists");
  }
  insert_listener(tx, {.key = environment.keys.next(),
                       .load_balancer_key = balancer->key,
                       .port = static_cast<uint16_t>(port),
                       .protocol = protocol,
                       .description = std::move(description),
                       .settings = print_settings(settings),
                       .created = call.now});
  publish(tx, *balancer);
  return json::Value::object();
}

}  // namespace

Answer create_tcp_listener(const actions::Environment& environment, Transaction& tx, const Call& call,
                           const api::CreateLoadBalancerTCPListener& request) {
  const api::Action& action = api::CreateLoadBalancerTCPListener::declaration;
  if (request.persistence_timeout != 0) {
    return invalid(
        action, "PersistenceTimeout",
        fmt::format("received {}; served: 0 (no session persistence)", request.persistence_timeout));
  }
  if (request.eip_transmit == "on") {
    return invalid(action, "EipTransmit", "received on; served: off");
  }
  const ListenerSettings settings{
      .scheduler = request.scheduler,
      .backend_server_port = request.backend_server_port.value_or(request.listener_port),
      .health_check_type = request.health_check_type,
      .health_check_domain = request.health_check_domain.value_or(""),
      .health_check_uri = request.health_check_uri.value_or(""),
      .health_check_http_code = request.health_check_http_code,
      .health_check_connect_port = request.health_check_connect_port.value_or(0),
      .health_check_timeout_s = request.health_check_connect_timeout,
      .health_check_interval_s = request.health_check_interval,
      .healthy_threshold = request.healthy_threshold,
      .unhealthy_threshold = request.unhealthy_threshold,
      .persistence_timeout_s = request.persistence_timeout,
      .established_timeout_s = request.established_timeout,
      .eip_transmit = request.eip_transmit};
  return create_listener(environment, tx, call, action, request.load_balancer_id, nodelink::Protocol::Tcp,
                         request.listener_port, request.description.value_or(""), settings);
}

Answer create_http_listener(const actions::Environment& environment, Transaction& tx, const Call& call,
                            const api::CreateLoadBalancerHTTPListener& request) {
  const api::Action& action = api::CreateLoadBalancerHTTPListener::declaration;
  // Redirects lead to an HTTPS listener, and there is none to lead to.
  if (request.listener_forward == "on") {
    return refuse(action, "ens.interface.error",
                  fmt::format("no HTTPS listener on ForwardPort {}", request.forward_port.value_or(0)));
  }
  const ListenerSettings settings{
      .scheduler = request.scheduler,
      .backend_server_port = request.backend_server_port.value_or(request.listener_port),
      .health_check = request.health_check == "on",
      .health_check_method = request.health_check_method,
      .health_check_domain = request.health_check_domain.value_or(""),
      .health_check_uri = request.health_check_uri.value_or(""),
      .health_check_http_code = request.health_check_http_code,
      .health_check_connect_port = request.health_check_connect_port.value_or(0),
      .health_check_timeout_s = request.health_check_timeout,
      .health_check_interval_s = request.health_check_interval,
      .healthy_threshold = request.healthy_threshold,
      .unhealthy_threshold = request.unhealthy_threshold,
      .idle_timeout_s = request.idle_timeout,
      .request_timeout_s = request.request_timeout,
      .x_forwarded_for = request.x_forwarded_for};
  return create_listener(environment, tx, call, action, request.load_balancer_id, nodelink::Protocol::Http,
                         request.listener_port, request.description.value_or(""), settings);
}

}  // namespace sluice::loadbalancer
