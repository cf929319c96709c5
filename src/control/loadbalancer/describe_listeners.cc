#include "control/actions/listing.h"
#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/listener_lookup.h"
#include "control/loadbalancer/listener_settings.h"
#include "control/loadbalancer/listener_status.h"

namespace sluice::loadbalancer {
namespace {

std::string_view visible_status(const nodes::ListenerBoard& board, const LoadBalancer& balancer,
                                const Listener& listener) {
  return listener_status(listener.wanted_running,
                         board.states(balancer.id.get(), listener.protocol, listener.port));
}

std::string in_lower_case(std::string_view status) {
  std::string text(status);
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// The members that both protocols show.
json::Value common_attributes(const nodes::ListenerBoard& board, const FoundListener& found,
                              const ListenerSettings& settings) {
  return {
      {"ListenerPort", found.listener.port},
      {"Status", visible_status(board, found.balancer, found.listener)},
      {"Bandwidth", bandwidth_unlimited},
      {"Description", found.listener.description},
      {"Scheduler", settings.scheduler},
      {"BackendServerPort", settings.backend_server_port},
      {"HealthCheck", settings.health_check ? "on" : "off"},
      {"HealthCheckConnectPort", settings.health_check_connect_port != 0 ? settings.health_check_connect_port
                                                                         : settings.backend_server_port}};
}

void add_health_check(json::Value& answer, const ListenerSettings& settings) {
  answer["HealthyThreshold"] = settings.healthy_threshold;
  answer["UnhealthyThreshold"] = settings.unhealthy_threshold;
  answer["HealthCheckInterval"] = settings.health_check_interval_s;
  answer["HealthCheckHttpCode"] = settings.health_check_http_code;
  answer["HealthCheckDomain"] = settings.health_check_domain;
  answer["HealthCheckURI"] = settings.health_check_uri;
}

}  // namespace

Answer describe_listeners(const nodes::ListenerBoard& board, Transaction& tx, const Call& call,
                          const api::DescribeLoadBalancerListeners& request) {
  const auto balancer = find_load_balancer(tx, call.caller.account_key, request.load_balancer_id);
  if (!balancer)
    return actions::refuse(api::DescribeLoadBalancerListeners::declaration, "LoadBalancerNotFound");
  std::vector<Listener> listeners = list_listeners(tx, balancer->key);
  std::erase_if(listeners, [&](const Listener& listener) {
    return (request.listener_port && *request.listener_port != listener.port) ||
           !actions::matches(request.description, listener.description);
  });
  // Ports are strings and the status is lower case here, unlike in the attribute calls.
  json::Value page =
      actions::page_of(listeners, request.page_number, request.page_size, [&](const Listener& listener) {
        return json::Value{{"LoadBalancerId", balancer->id.get()},
                           {"ListenerPort", std::to_string(listener.port)},
                           {"Protocol", to_string(listener.protocol)},
                           {"Description", listener.description},
                           {"Status", in_lower_case(visible_status(board, *balancer, listener))},
                           {"ListenerForward", "off"},
                           {"ForwardPort", "0"},
                           {"CreateTime", base::format_iso8601(listener.created)},
                           {"BackendServerPort", parse_settings(listener.settings).backend_server_port}};
      });
  return json::Value{{"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"TotalCount", listeners.size()},
                     {"Listeners", {{"Listener", std::move(page)}}}};
}

Answer describe_tcp_listener(const nodes::ListenerBoard& board, Transaction& tx, const Call& call,
                             const api::DescribeLoadBalancerTCPListenerAttribute& request) {
  const auto found = find_listener(tx, call, api::DescribeLoadBalancerTCPListenerAttribute::declaration,
                                   request.load_balancer_id, request.listener_port, "tcp");
  if (!found) return base::Unexpected{found.error()};
  const ListenerSettings settings = parse_settings(found->listener.settings);
  json::Value answer = common_attributes(board, *found, settings);
  add_health_check(answer, settings);
  answer["LoadBalancerId"] = found->balancer.id.get();
  answer["Protocol"] = to_string(found->listener.protocol);
  answer["HealthCheckType"] = settings.health_check_type;
  answer["HealthCheckConnectTimeout"] = settings.health_check_timeout_s;
  answer["PersistenceTimeout"] = settings.persistence_timeout_s;
  answer["EstablishedTimeout"] = settings.established_timeout_s;
  answer["EipTransmit"] = settings.eip_transmit;
  return answer;
}

Answer describe_http_listener(const nodes::ListenerBoard& board, Transaction& tx, const Call& call,
                              const api::DescribeLoadBalancerHTTPListenerAttribute& request) {
  const auto found = find_listener(tx, call, api::DescribeLoadBalancerHTTPListenerAttribute::declaration,
                                   request.load_balancer_id, request.listener_port, "http");
  if (!found) return base::Unexpected{found.error()};
  const ListenerSettings settings = parse_settings(found->listener.settings);
  json::Value answer = common_attributes(board, *found, settings);
  // While the check is off its settings mean nothing and are left out.
  if (settings.health_check) {
    add_health_check(answer, settings);
    answer["HealthCheckTimeout"] = settings.health_check_timeout_s;
    answer["HealthCheckMethod"] = settings.health_check_method;
  }
  answer["ListenerForward"] = "off";
  answer["ForwardPort"] = 0;
  answer["RequestTimeout"] = settings.request_timeout_s;
  answer["IdleTimeout"] = settings.idle_timeout_s;
  answer["XForwardedFor"] = settings.x_forwarded_for;
  answer["ServerCertificateId"] = "";
  return answer;
}

}  // namespace sluice::loadbalancer
