#include <optional>

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

constexpr std::string_view mappings_from = "networks n JOIN served_addresses s ON s.network_key = n.key";

std::vector<Mapping> list_mappings(Transaction& tx, const storage::Where& where, const storage::Page& page) {
  std::vector<Mapping> mappings;
  const std::string select =
      "SELECT s.node_id, n.ens_region_id, n.key, n.network_id, s.address, s.served FROM " +
      std::string(mappings_from);
  storage::query_page(tx, select, where, "n.key, s.address", page, [&](const storage::Row& row) {
    mappings.push_back({.node_id = std::string(row.text(0)),
                        .ens_region_id = std::string(row.text(1)),
                        .network_key = row.integer(2),
                        .network_id = std::string(row.text(3)),
                        .address = base::Ipv4{static_cast<uint32_t>(row.integer(4))},
                        .served = base::Ipv4{static_cast<uint32_t>(row.integer(5))}});
  });
  return mappings;
}

// The balancer whose address it is; nothing if it is an instance's.
std::optional<LoadBalancer> find_owner(Transaction& tx, const Mapping& mapping) {
  storage::Where where;
  where.holds("l.key = (SELECT owner_key FROM private_addresses WHERE network_key = ? AND address = ?)",
              {mapping.network_key, int64_t{mapping.address.bits}});
  std::vector<LoadBalancer> found = list_load_balancers(tx, where, {.number = 1, .size = 1});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
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
  storage::Where where;
  where.equals("n.account_key", call.caller.account_key)
      .equals_if_sent("n.ens_region_id", request.ens_region_id)
      .equals_if_sent("n.network_id", request.network_id);
  if (request.private_ip_address) {
    const auto address = base::parse_ipv4(*request.private_ip_address);
    address ? where.equals("s.address", int64_t{address->bits}) : where.never();
  }
  json::Value page = json::Value::array();
  for (const Mapping& mapping : list_mappings(tx, where, {request.page_number, request.page_size})) {
    const auto balancer = find_owner(tx, mapping);
    page.push_back(
        {{"NodeId", mapping.node_id},
         {"EnsRegionId", mapping.ens_region_id},
         {"NetworkId", mapping.network_id},
         {"PrivateIpAddress", base::format_ipv4(mapping.address)},
         {"ServedAddress", base::format_ipv4(mapping.served)},
         {"Ports", balancer ? ports_of(board, tx, *balancer, mapping.node_id) : json::Value::array()}});
  }
  return json::Value{{"AddressMappings", std::move(page)},
                     {"TotalCount", storage::count_rows(tx, mappings_from, where)},
                     {"PageNumber", request.page_number},
                     {"PageSize", request.page_size}};
}

}  // namespace sluice::loadbalancer
