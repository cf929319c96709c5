#include "control/nodes/served_addresses.h"

#include <algorithm>

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

// One search in the index, however many are taken in a row.
std::optional<base::Ipv4> first_free(storage::Transaction& tx, const model::NodeId& node, int64_t from,
                                     int64_t last) {
  std::optional<base::Ipv4> free;
  tx.query("SELECT ? WHERE NOT EXISTS (SELECT 1 FROM served_addresses WHERE node_id = ? AND served = ?)",
           {from, node.get(), from},
           [&](const storage::Row& row) { free = base::Ipv4{static_cast<uint32_t>(row.integer(0))}; });
  if (free) return free;
  tx.query(
      "SELECT taken.served + 1 FROM served_addresses taken "
      "WHERE taken.node_id = ? AND taken.served >= ? AND taken.served < ? AND NOT EXISTS "
      "(SELECT 1 FROM served_addresses next WHERE next.node_id = taken.node_id "
      "AND next.served = taken.served + 1) ORDER BY taken.served LIMIT 1",
      {node.get(), from, last},
      [&](const storage::Row& row) { free = base::Ipv4{static_cast<uint32_t>(row.integer(0))}; });
  return free;
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
  const int64_t first = fallback.base.bits + 1;
  const int64_t last = first + static_cast<int64_t>(fallback.size()) - 2;
  const std::string cursor = "served_address." + node.get();
  const int64_t from = std::clamp(first + read_count(tx, cursor), first, last);
  auto served = first_free(tx, node, from, last);
  if (!served) served = first_free(tx, node, first, from);
  if (!served || !claim(tx, node, network_key, private_address, *served)) return std::nullopt;
  set_count(tx, cursor, int64_t{served->bits} + 1 - first);
  return served;
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
