#include <algorithm>

#include "control/actions/listing.h"
#include "control/commerce/catalogue/default_commodities.h"
#include "control/loadbalancer/backend_store.h"
#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/listener_settings.h"
#include "control/loadbalancer/listener_store.h"
#include "control/loadbalancer/load_balancer_store.h"

namespace sluice::loadbalancer {
namespace {

constexpr std::string_view load_balancer_type = "CLB";

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
          {"LoadBalancerType", load_balancer_type},
          {"AddressType", "intranet"}};
}

storage::Where wanted(const Call& call, const api::DescribeLoadBalancers& request) {
  storage::Where where;
  where.equals("l.account_key", call.caller.account_key)
      .equals_if_sent("l.ens_region_id", request.ens_region_id)
      .is_one_of_if_sent("l.ens_region_id", request.ens_region_ids)
      .equals_if_sent("l.load_balancer_id", request.load_balancer_id)
      .equals_if_sent("l.name", request.load_balancer_name)
      .refers_to_if_sent("l.network_key", "networks", "network_id", request.network_id)
      .refers_to_if_sent("l.vswitch_key", "vswitches", "vswitch_id", request.vswitch_id);
  if (request.load_balancer_status) {
    const bool is_locked = *request.load_balancer_status == status_of({.locked = true});
    where.equals("l.locked", int64_t{is_locked});
    if (!is_locked) {
      where.equals("l.active", int64_t{*request.load_balancer_status == status_of({.active = true})});
    }
  }
  if (request.address) {
    const auto address = base::parse_ipv4(*request.address);
    address ? where.equals("l.address", int64_t{address->bits}) : where.never();
  }
  if (request.server_id) {
    where.holds(
        "l.key IN (SELECT b.load_balancer_key FROM backend_servers b JOIN instances i ON i.key = "
        "b.instance_key "
        "WHERE i.instance_id = ?)",
        {std::string_view(*request.server_id)});
  }
  if (!actions::matches(request.load_balancer_type, load_balancer_type)) where.never();
  return where;
}

// None while nothing new is sold.
std::vector<std::string> specs_on_sale(const commerce::Terms& terms) {
  const commerce::Commodity* const balancer = terms.find_commodity(commerce::elb_post_code);
  if (balancer == nullptr || balancer->status != commerce::Commodity::Status::OnSale) return {};
  const auto spec = std::ranges::find(balancer->modules, commerce::spec_module, &commerce::Module::code);
  return spec == balancer->modules.end() ? std::vector<std::string>() : spec->items;
}

}  // namespace

Answer describe_load_balancers(Transaction& tx, const Call& call, const api::DescribeLoadBalancers& request) {
  const storage::Where where = wanted(call, request);
  json::Value page = json::Value::array();
  for (const LoadBalancer& balancer :
       list_load_balancers(tx, where, {request.page_number, request.page_size})) {
    page.push_back(summary(balancer));
  }
  return json::Value{{"PageNumber", request.page_number},
                     {"PageSize", request.page_size},
                     {"TotalCount", count_load_balancers(tx, where)},
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

Answer describe_load_balancer_spec(const commerce::Engine& engine, Transaction& tx, const Call&,
                                   const api::DescribeLoadBalancerSpec& request) {
  json::Value list = json::Value::array();
  for (const std::string& spec : specs_on_sale(*engine.terms.at(tx))) {
    if (actions::matches(request.load_balancer_spec, spec)) {
      list.push_back({{"DisplayName", spec}, {"LoadBalancerSpec", spec}});
    }
  }
  const size_t count = list.size();
  return json::Value{
      {"PageNumber", 1}, {"PageSize", 100}, {"TotalCount", count}, {"LoadBalancerSpecs", std::move(list)}};
}

}  // namespace sluice::loadbalancer
