#include "control/network/address_pool.h"

namespace sluice::network {
namespace {

uint64_t count_taken(storage::Transaction& tx, int64_t vswitch_key) {
  uint64_t taken = 0;
  tx.query("SELECT COUNT(*) FROM private_addresses WHERE vswitch_key = ?", {vswitch_key},
           [&](const storage::Row& row) { taken = static_cast<uint64_t>(row.integer(0)); });
  return taken;
}

// Where the last search stopped; only a place to go on from.
uint32_t search_start(storage::Transaction& tx, const VSwitch& vswitch) {
  uint32_t start = vswitch.cidr.base.bits;
  tx.query("SELECT next_address FROM vswitches WHERE key = ?", {vswitch.key},
           [&](const storage::Row& row) { start = static_cast<uint32_t>(row.integer(0)); });
  return start;
}

}  // namespace

bool is_usable(const base::Cidr& cidr, base::Ipv4 address) {
  const uint64_t offset = address.bits - cidr.base.bits;
  return cidr.contains(address) && offset >= 2 && offset + 1 < cidr.size();
}

std::optional<base::Ipv4> take_address(storage::Transaction& tx, const VSwitch& vswitch, int64_t owner_key) {
  constexpr uint64_t probes_before_count =
      32;  // a full vSwitch is found out by counting, not by trying everything
  uint32_t address = search_start(tx, vswitch);
  for (uint64_t step = 0; step < vswitch.cidr.size(); ++step) {
    if (step == probes_before_count && count_free_addresses(tx, vswitch) == 0) return std::nullopt;
    if (!vswitch.cidr.contains(base::Ipv4{address})) address = vswitch.cidr.base.bits;
    const base::Ipv4 candidate{address++};
    if (!take_this_address(tx, vswitch, candidate, owner_key)) continue;
    tx.execute("UPDATE vswitches SET next_address = ? WHERE key = ?", {int64_t{address}, vswitch.key});
    return candidate;
  }
  return std::nullopt;
}

bool take_this_address(storage::Transaction& tx, const VSwitch& vswitch, base::Ipv4 address,
                       int64_t owner_key) {
  if (!is_usable(vswitch.cidr, address)) return false;
  return tx.execute(
             "INSERT INTO private_addresses (network_key, address, vswitch_key, owner_key) VALUES (?, ?, ?, "
             "?) "
             "ON CONFLICT (network_key, address) DO NOTHING",
             {vswitch.network_key, int64_t{address.bits}, vswitch.key, owner_key}) == 1;
}

void give_back_address(storage::Transaction& tx, int64_t network_key, base::Ipv4 address) {
  tx.execute("DELETE FROM private_addresses WHERE network_key = ? AND address = ?",
             {network_key, int64_t{address.bits}});
}

uint64_t count_free_addresses(storage::Transaction& tx, const VSwitch& vswitch) {
  return usable_addresses(vswitch.cidr) - count_taken(tx, vswitch.key);
}

}  // namespace sluice::network
