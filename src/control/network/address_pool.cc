#include "control/network/address_pool.h"

#include <algorithm>

namespace sluice::network {
namespace {

uint64_t count_taken(storage::Transaction& tx, int64_t vswitch_key) {
  uint64_t taken = 0;
  tx.query("SELECT COUNT(*) FROM private_addresses WHERE vswitch_key = ?", {vswitch_key},
           [&](const storage::Row& row) { taken = static_cast<uint64_t>(row.integer(0)); });
  return taken;
}

// The least address that was never handed out in turn.
uint32_t read_cursor(storage::Transaction& tx, const VSwitch& vswitch) {
  uint32_t cursor = vswitch.cidr.base.bits;
  tx.query("SELECT next_address FROM vswitches WHERE key = ?", {vswitch.key},
           [&](const storage::Row& row) { cursor = static_cast<uint32_t>(row.integer(0)); });
  return cursor;
}

// One search in the index, however many were asked for by name in a row.
std::optional<base::Ipv4> first_free(storage::Transaction& tx, int64_t network_key, int64_t from,
                                     int64_t last) {
  if (from > last) return std::nullopt;
  std::optional<base::Ipv4> free;
  tx.query(
      "SELECT ? WHERE NOT EXISTS (SELECT 1 FROM private_addresses WHERE network_key = ? AND address = ?)",
      {from, network_key, from},
      [&](const storage::Row& row) { free = base::Ipv4{static_cast<uint32_t>(row.integer(0))}; });
  if (free) return free;
  tx.query(
      "SELECT taken.address + 1 FROM private_addresses taken "
      "WHERE taken.network_key = ? AND taken.address >= ? AND taken.address < ? AND NOT EXISTS "
      "(SELECT 1 FROM private_addresses next WHERE next.network_key = taken.network_key "
      "AND next.address = taken.address + 1) ORDER BY taken.address LIMIT 1",
      {network_key, from, last},
      [&](const storage::Row& row) { free = base::Ipv4{static_cast<uint32_t>(row.integer(0))}; });
  return free;
}

// The first that was never handed out in turn, and is free.
std::optional<base::Ipv4> next_in_turn(storage::Transaction& tx, const VSwitch& vswitch) {
  const int64_t first = int64_t{vswitch.cidr.base.bits} + first_usable_offset;
  const int64_t last = first + static_cast<int64_t>(usable_addresses(vswitch.cidr)) - 1;
  return first_free(tx, vswitch.network_key, std::max<int64_t>(first, read_cursor(tx, vswitch)), last);
}

// The address that was given back longest ago; it is not kept as such any more.
std::optional<base::Ipv4> pop_returned(storage::Transaction& tx, int64_t vswitch_key) {
  std::optional<base::Ipv4> address;
  tx.query("SELECT address FROM returned_addresses WHERE vswitch_key = ? ORDER BY returned LIMIT 1",
           {vswitch_key},
           [&](const storage::Row& row) { address = base::Ipv4{static_cast<uint32_t>(row.integer(0))}; });
  if (address) {
    tx.execute("DELETE FROM returned_addresses WHERE vswitch_key = ? AND address = ?",
               {vswitch_key, int64_t{address->bits}});
  }
  return address;
}

}  // namespace

bool is_usable(const base::Cidr& cidr, base::Ipv4 address) {
  const uint64_t offset = address.bits - cidr.base.bits;
  return cidr.contains(address) && offset >= first_usable_offset && offset + 1 < cidr.size();
}

std::optional<base::Ipv4> take_address(storage::Transaction& tx, const VSwitch& vswitch, int64_t owner_key) {
  if (const auto address = next_in_turn(tx, vswitch)) {
    if (!take_this_address(tx, vswitch, *address, owner_key)) return std::nullopt;
    tx.execute("UPDATE vswitches SET next_address = ? WHERE key = ?",
               {int64_t{address->bits} + 1, vswitch.key});
    return address;
  }
  // Some of these may have been asked for by name since.
  while (const auto returned = pop_returned(tx, vswitch.key)) {
    if (take_this_address(tx, vswitch, *returned, owner_key)) return returned;
  }
  return std::nullopt;
}

bool has_free_address(storage::Transaction& tx, const VSwitch& vswitch) {
  if (next_in_turn(tx, vswitch)) return true;
  bool found = false;
  tx.query(
      "SELECT 1 FROM returned_addresses r WHERE r.vswitch_key = ? AND NOT EXISTS (SELECT 1 FROM "
      "private_addresses p WHERE p.network_key = ? AND p.address = r.address) LIMIT 1",
      {vswitch.key, vswitch.network_key}, [&](const storage::Row&) { found = true; });
  return found;
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
  const int64_t bits{address.bits};
  tx.execute(
      "INSERT INTO returned_addresses (vswitch_key, address, returned) "
      "SELECT vswitch_key, address, 1 + COALESCE((SELECT MAX(returned) FROM returned_addresses r "
      "WHERE r.vswitch_key = p.vswitch_key), 0) FROM private_addresses p "
      "WHERE network_key = ? AND address = ? "
      "ON CONFLICT (vswitch_key, address) DO UPDATE SET returned = excluded.returned",
      {network_key, bits});
  tx.execute("DELETE FROM private_addresses WHERE network_key = ? AND address = ?", {network_key, bits});
}

void forget_returned_addresses(storage::Transaction& tx, int64_t vswitch_key) {
  tx.execute("DELETE FROM returned_addresses WHERE vswitch_key = ?", {vswitch_key});
}

uint64_t count_free_addresses(storage::Transaction& tx, const VSwitch& vswitch) {
  return usable_addresses(vswitch.cidr) - count_taken(tx, vswitch.key);
}

}  // namespace sluice::network
