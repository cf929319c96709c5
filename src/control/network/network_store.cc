#include "control/network/network_store.h"

#include "control/network/rows.h"

namespace sluice::network {
namespace {

constexpr std::string_view columns =
    "key, network_id, account_key, ens_region_id, cidr_base, cidr_prefix, name, description, tags, "
    "created_ms";

Network to_network(const storage::Row& row) {
  return {.key = row.integer(0),
          .id = model::NetworkId(std::string(row.text(1))),
          .account_key = row.integer(2),
          .ens_region_id = model::EnsRegionId(std::string(row.text(3))),
          .cidr = {base::Ipv4{static_cast<uint32_t>(row.integer(4))}, static_cast<int>(row.integer(5))},
          .name = std::string(row.text(6)),
          .description = std::string(row.text(7)),
          .tags = std::string(row.text(8)),
          .created = base::from_unix_ms(row.integer(9))};
}

}  // namespace

void insert_network(storage::Transaction& tx, const Network& network) {
  tx.execute(
      "INSERT INTO networks (key, network_id, account_key, ens_region_id, cidr_base, cidr_prefix, name, "
      "description, "
      "tags, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {network.key, network.id.get(), network.account_key, network.ens_region_id.get(),
       int64_t{network.cidr.base.bits}, int64_t{network.cidr.prefix}, network.name, network.description,
       network.tags, base::to_unix_ms(network.created)});
}

std::optional<Network> find_network(storage::Transaction& tx, int64_t account_key,
                                    std::string_view network_id) {
  std::optional<Network> found;
  tx.query("SELECT " + std::string(columns) + " FROM networks WHERE network_id = ? AND account_key = ?",
           {network_id, account_key}, [&](const storage::Row& row) { found = to_network(row); });
  return found;
}

std::vector<Network> list_networks(storage::Transaction& tx, const storage::Where& where,
                                   const storage::Page& page) {
  std::vector<Network> networks;
  storage::query_page(tx, "SELECT " + std::string(columns) + " FROM networks", where, "key DESC", page,
                      [&](const storage::Row& row) { networks.push_back(to_network(row)); });
  return networks;
}

int64_t count_networks(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "networks", where);
}

void update_network_texts(storage::Transaction& tx, const Network& network) {
  tx.execute("UPDATE networks SET name = ?, description = ? WHERE key = ?",
             {network.name, network.description, network.key});
}

void delete_network(storage::Transaction& tx, int64_t key) {
  tx.execute("DELETE FROM networks WHERE key = ?", {key});
}

std::vector<std::string> vswitch_ids_of_network(storage::Transaction& tx, int64_t network_key) {
  return list_texts(tx, "SELECT vswitch_id FROM vswitches WHERE network_key = ? ORDER BY key", network_key);
}

std::vector<std::string> instance_ids_of_network(storage::Transaction& tx, int64_t network_key) {
  return list_texts(tx, "SELECT instance_id FROM instances WHERE network_key = ? ORDER BY key", network_key);
}

std::vector<std::string> load_balancer_ids_of_network(storage::Transaction& tx, int64_t network_key) {
  return list_texts(tx, "SELECT load_balancer_id FROM load_balancers WHERE network_key = ? ORDER BY key",
                    network_key);
}

}  // namespace sluice::network
