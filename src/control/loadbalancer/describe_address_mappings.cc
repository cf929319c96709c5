#include <map>

#include "control/actions/listing.h"
#include "control/loadbalancer/handlers.h"
#include "control/loadbalancer/listener_store.h"
#include "control/loadbalancer/load_balancer_store.h"

namespace sluice::loadbalancer {
namespace {

struct Mapping {
  std::string node_id;
  std::string ens_region_id;
  int64_t network_key;
  std::string network_id;
  base::Ipv4 address;
  base::Ipv4 served;
};

std::vector<Mapping> list_mappings(Transaction& tx, int64_t account_key) {
  std::vector<Mapping> mappings;
  tx.query(
      "SELECT s.node_id, n.ens_region_id, n.key, n.network_id, s.address, s.served FROM networks n "
      "JOIN served_addresses s ON s.network_key = n.key WHERE n.account_key = ? ORDER BY n.key, s.address",
      {account_key}, [&](const storage::Row& row) {
        mappings.push_back({.node_id = std::string(row.text(0)),
                            .ens_region_id = std::string(row.text(1)),
                            .network_key = row.integer(2),
                            .network_id = std::string(row.text(3)),
                            .address = base::Ipv4{static_cast<uint32_t>(row.integer(4))},
                            .served = base::Ipv4{static_cast<uint32_t>(row.integer(5))}});
      });
  return mappings;
}

// Where each listener of the balancer at this address is really served; the node's word first, then what it
// last chose.
json::Value ports_of(const nodes::ListenerBoard& board, Transaction& tx, const LoadBalancer& balancer,
                     std::string_view node_id) {
  json::Value ports = json::Value::array();
  for (const Listener& listener : list_listeners(tx, balancer.key)) {
    uint16_t served = listener.served_port;
    for (const auto& state : board.states(balancer.id.get(), listener.protocol, listener.port)) {
      if (state.node_id == node_id && state.report.served_port != 0) served = state.report.served_port;
    }
    ports.push_back(
        {{"Protocol", to_string(listener.protocol)}, {"Port", listener.port}, {"ServedPort", served}});
  }
  return ports;
}

}  // namespace

Answer describe_address_mappings(const nodes::ListenerBoard& board, Transaction& tx, const Call& call,
                                 const api::DescribeAddressMappings& request) {
  std::vector<Mapping> mappings = list_mappings(tx, call.caller.account_key);
  std::erase_if(mappings, [&](const Mapping& mapping) {
    return !(actions::matches(request.ens_region_id, mapping.ens_region_id) &&
             actions::matches(request.network_id, mapping.network_id) &&
             actions::matches(request.private_ip_address, base::format_ipv4(mapping.address)));
  });
  std::map<std::pair<int64_t, base::Ipv4>, LoadBalancer> balancers;
  for (LoadBalancer& balancer : list_load_balancers(tx, call.caller.account_key)) {
    balancers.emplace(std::pair{balancer.network_key, balancer.address}, std::move(balancer));
  }
  json::Value page =
      actions::page_of(mappings, request.page_number, request.page_size, [&](const Mapping& mapping) {
        const auto balancer = balancers.find({mapping.network_key, mapping.address});
        return json::Value{
            {"NodeId", mapping.node_id},
            {"EnsRegionId", mapping.ens_region_id},
            {"NetworkId", mapping.network_id},
            {"PrivateIpAddress", base::format_ipv4(mapping.address)},
            {"ServedAddress", base::format_ipv4(mapping.served)},
            {"Ports", balancer == balancers.end() ? json::Value::array()
                                                  : ports_of(board, tx, balancer->second, mapping.node_id)}};
      });
  return json::Value{{"AddressMappings", std::move(page)},
                     {"TotalCount", mappings.size()},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size}};
}

}  // namespace sluice::loadbalancer
