#include "control/actions/listing.h"
#include "control/loadbalancer/backend_store.h"
#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/listener_settings.h"
#include "control/loadbalancer/listener_store.h"
#include "control/loadbalancer/load_balancer_store.h"
#include "control/loadbalancer/specs.h"

namespace sluice::loadbalancer {
namespace {

constexpr int64_t bandwidth_unlimited = -1;

// The members that the list and the single answer share.
json::Value summary(const LoadBalancer& balancer) {
  return {{"LoadBalancerId", balancer.id.get()},
          {"LoadBalancerName", balancer.name},
          {"LoadBalancerStatus", status_of(balancer)},
          {"Address", base::format_ipv4(balancer.address)},
          {"EnsRegionId", balancer.ens_region_id.get()},
          {"NetworkId", balancer.network_id.get()},
          {"VSwitchId", balancer.vswitch_id.get()},
          {"CreateTime", base::format_iso8601(balancer.created)},
          {"AddressIPVersion", "ipv4"},
          {"PayType", "PostPaid"},
          {"LoadBalancerType", "CLB"},
          {"AddressType", "intranet"}};
}

bool has_backend(Transaction& tx, const LoadBalancer& balancer, std::string_view server_id) {
  return std::ranges::any_of(list_backends(tx, balancer.key),
                             [&](const Backend& backend) { return backend.server_id == server_id; });
}

}  // namespace

Answer describe_load_balancers(Transaction& tx, const Call& call, const api::DescribeLoadBalancers& request) {
  std::vector<LoadBalancer> balancers = list_load_balancers(tx, call.caller.account_key);
  std::erase_if(balancers, [&](const LoadBalancer& balancer) {
    return !(actions::matches(request.ens_region_id, balancer.ens_region_id.get()) &&
             actions::matches(request.ens_region_ids, balancer.ens_region_id.get()) &&
             actions::matches(request.load_balancer_id, balancer.id.get()) &&
             actions::matches(request.load_balancer_name, balancer.name) &&
             actions::matches(request.load_balancer_status, status_of(balancer)) &&
             actions::matches(request.load_balancer_type, "CLB") &&
             actions::matches(request.network_id, balancer.network_id.get()) &&
             actions::matches(request.vswitch_id, balancer.vswitch_id.get()) &&
             actions::matches(request.address, base::format_ipv4(balancer.address)) &&
             (!request.server_id || has_backend(tx, balancer, *request.server_id)));
  });
  json::Value page = actions::page_of(balancers, request.page_number, request.page_size, summary);
  return json::Value{{"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"TotalCount", balancers.size()},
                     {"LoadBalancers", {{"LoadBalancer", std::move(page)}}}};
}

Answer describe_load_balancer_attribute(Transaction& tx, const Call& call,
                                        const api::DescribeLoadBalancerAttribute& request) {
  const auto balancer = find_load_balancer(tx, call.caller.account_key, request.load_balancer_id);
  if (!balancer)
    return actions::refuse(api::DescribeLoadBalancerAttribute::declaration, "LoadBalancerNotFound");

  json::Value ports = json::Value::array(), listeners = json::Value::array(), backends = json::Value::array();
  for (const Listener& listener : list_listeners(tx, balancer->key)) {
    const ListenerSettings settings = parse_settings(listener.settings);
    ports.push_back(std::to_string(listener.port));
    listeners.push_back({{"ListenerPort", listener.port},
                         {"ListenerProtocol", to_string(listener.protocol)},
                         {"Description", listener.description},
                         {"ListenerForward", "off"},
                         {"ForwardPort", 0},
                         {"BackendServerPort", settings.backend_server_port}});
  }
  for (const Backend& backend : list_backends(tx, balancer->key)) {
    backends.push_back({{"ServerId", backend.server_id},
                        {"Ip", base::format_ipv4(backend.address)},
                        {"Port", std::to_string(backend.port)},  // a string here, an integer elsewhere
                        {"Type", "ens"},
                        {"Weight", backend.weight}});
  }
  json::Value answer = summary(*balancer);
  answer["LoadBalancerSpec"] = balancer->spec;
  answer["Bandwidth"] = bandwidth_unlimited;
  answer["EndTime"] = "";
  answer["ListenerPorts"] = std::move(ports);
  answer["ListenerPortsAndProtocols"] = std::move(listeners);
  answer["BackendServers"] = std::move(backends);
  return answer;
}

Answer describe_load_balancer_spec(Transaction&, const Call&, const api::DescribeLoadBalancerSpec& request) {
  json::Value list = json::Value::array();
  for (const std::string_view spec : specs_on_sale) {
    if (actions::matches(request.load_balancer_spec, spec)) {
      list.push_back({{"DisplayName", spec}, {"LoadBalancerSpec", spec}});
    }
  }
  const size_t count = list.size();
  return json::Value{
      {"PageNumber", 1}, {"PageSize", 100}, {"TotalCount", count}, {"LoadBalancerSpecs", std::move(list)}};
}

}  // namespace sluice::loadbalancer
