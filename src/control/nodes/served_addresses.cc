#include "control/nodes/served_addresses.h"

#include "control/nodes/counters.h"

namespace sluice::nodes {
namespace {

constexpr base::Cidr fallback{base::Ipv4{0x7F400000}, 10};  // 127.64.0.0/10
constexpr base::Ipv4 broadcast{0x7FFFFFFF};

bool claim(storage::Transaction& tx, const model::NodeId& node, int64_t network_key, base::Ipv4 address,
           base::Ipv4 served) {
  return tx.execute(
             "INSERT INTO served_addresses (node_id, served, network_key, address) VALUES (?, ?, ?, ?) "
             "ON CONFLICT (node_id, served) DO NOTHING",
             {node.get(), int64_t{served.bits}, network_key, int64_t{address.bits}}) == 1;
}

}  // namespace

std::optional<base::Ipv4> preferred_loopback_address(base::Ipv4 private_address) {
  constexpr uint32_t second_octet_min = 64;
  const base::Ipv4 served{0x7F000000 | (private_address.bits & 0x00FFFFFF)};
  if ((served.bits >> 16 & 255) < second_octet_min || served == broadcast) return std::nullopt;
  return served;
}

std::optional<base::Ipv4> serve_address(storage::Transaction& tx, const model::NodeId& node,
                                        int64_t network_key, base::Ipv4 private_address) {
  const auto preferred = preferred_loopback_address(private_address);
  if (preferred && claim(tx, node, network_key, private_address, *preferred)) return preferred;
  // The counter only says where to go on searching; the unique key decides.
  const std::string cursor = "served_address." + node.get();
  for (int64_t step = 0; step < served_addresses_probed_max; ++step) {
    const int64_t offset = next_count(tx, cursor) % static_cast<int64_t>(fallback.size());
    const base::Ipv4 served{fallback.base.bits + static_cast<uint32_t>(offset)};
    if (claim(tx, node, network_key, private_address, served)) return served;
  }
  return std::nullopt;
}

void release_address(storage::Transaction& tx, int64_t network_key, base::Ipv4 private_address) {
  tx.execute("DELETE FROM served_addresses WHERE network_key = ? AND address = ?",
             {network_key, int64_t{private_address.bits}});
}

std::optional<base::Ipv4> find_served_address(storage::Transaction& tx, int64_t network_key,
                                              base::Ipv4 private_address) {
  std::optional<base::Ipv4> served;
  tx.query("SELECT served FROM served_addresses WHERE network_key = ? AND address = ?",
           {network_key, int64_t{private_address.bits}},
           [&](const storage::Row& row) { served = base::Ipv4{static_cast<uint32_t>(row.integer(0))}; });
  return served;
}

}  // namespace sluice::nodes
