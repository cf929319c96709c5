#include "control/network/vswitch_store.h"

#include "control/network/rows.h"

namespace sluice::network {
namespace {

constexpr std::string_view select =
    "SELECT v.key, v.vswitch_id, v.account_key, v.network_key, n.network_id, v.ens_region_id, v.cidr_base, "
    "v.cidr_prefix, v.name, v.description, v.tags, v.created_ms "
    "FROM vswitches v JOIN networks n ON n.key = v.network_key ";

VSwitch to_vswitch(const storage::Row& row) {
  return {.key = row.integer(0),
          .id = model::VSwitchId(std::string(row.text(1))),
          .account_key = row.integer(2),
          .network_key = row.integer(3),
          .network_id = model::NetworkId(std::string(row.text(4))),
          .ens_region_id = model::EnsRegionId(std::string(row.text(5))),
          .cidr = {base::Ipv4{static_cast<uint32_t>(row.integer(6))}, static_cast<int>(row.integer(7))},
          .name = std::string(row.text(8)),
          .description = std::string(row.text(9)),
          .tags = std::string(row.text(10)),
          .created = base::from_unix_ms(row.integer(11))};
}

}  // namespace

void insert_vswitch(storage::Transaction& tx, const VSwitch& vswitch) {
  tx.execute(
      "INSERT INTO vswitches (key, vswitch_id, account_key, network_key, ens_region_id, cidr_base, "
      "cidr_prefix, "
      "next_address, name, description, tags, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {vswitch.key, vswitch.id.get(), vswitch.account_key, vswitch.network_key, vswitch.ens_region_id.get(),
       int64_t{vswitch.cidr.base.bits}, int64_t{vswitch.cidr.prefix}, int64_t{vswitch.cidr.base.bits},
       vswitch.name, vswitch.description, vswitch.tags, base::to_unix_ms(vswitch.created)});
}

std::optional<VSwitch> find_vswitch(storage::Transaction& tx, int64_t account_key,
                                    std::string_view vswitch_id) {
  std::optional<VSwitch> found;
  tx.query(std::string(select) + "WHERE v.vswitch_id = ? AND v.account_key = ?", {vswitch_id, account_key},
           [&](const storage::Row& row) { found = to_vswitch(row); });
  return found;
}

std::vector<VSwitch> list_vswitches(storage::Transaction& tx, const storage::Where& where,
                                    const storage::Page& page) {
  std::vector<VSwitch> vswitches;
  storage::query_page(tx, select, where, "v.key DESC", page,
                      [&](const storage::Row& row) { vswitches.push_back(to_vswitch(row)); });
  return vswitches;
}

int64_t count_vswitches(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "vswitches v", where);
}

std::optional<model::VSwitchId> find_overlapping_vswitch(storage::Transaction& tx, int64_t network_key,
                                                         const base::Cidr& cidr) {
  std::optional<model::VSwitchId> found;
  tx.query(std::string(select) + "WHERE v.network_key = ? ORDER BY v.key", {network_key},
           [&](const storage::Row& row) {
             const VSwitch other = to_vswitch(row);
             if (!found && other.cidr.overlaps(cidr)) found = other.id;
           });
  return found;
}

void update_vswitch_texts(storage::Transaction& tx, const VSwitch& vswitch) {
  tx.execute("UPDATE vswitches SET name = ?, description = ? WHERE key = ?",
             {vswitch.name, vswitch.description, vswitch.key});
}

void delete_vswitch(storage::Transaction& tx, int64_t key) {
  tx.execute("DELETE FROM vswitches WHERE key = ?", {key});
}

std::vector<std::string> instance_ids_of_vswitch(storage::Transaction& tx, int64_t vswitch_key) {
  return list_texts(tx, "SELECT instance_id FROM instances WHERE vswitch_key = ? ORDER BY key", vswitch_key);
}

std::vector<std::string> load_balancer_ids_of_vswitch(storage::Transaction& tx, int64_t vswitch_key) {
  return list_texts(tx, "SELECT load_balancer_id FROM load_balancers WHERE vswitch_key = ? ORDER BY key",
                    vswitch_key);
}

}  // namespace sluice::network
