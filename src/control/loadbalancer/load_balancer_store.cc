#include "control/loadbalancer/load_balancer_store.h"

namespace sluice::loadbalancer {
namespace {

constexpr std::string_view select =
    "SELECT l.key, l.load_balancer_id, l.account_key, l.ens_region_id, r.node_id, l.network_key, "
    "n.network_id, "
    "l.vswitch_key, v.vswitch_id, l.address, l.spec, l.name, l.billing_cycle, l.active, l.created_ms, "
    "l.order_key, l.locked "
    "FROM load_balancers l JOIN networks n ON n.key = l.network_key JOIN vswitches v ON v.key = "
    "l.vswitch_key "
    "JOIN ens_regions r ON r.ens_region_id = l.ens_region_id ";

LoadBalancer to_load_balancer(const storage::Row& row) {
  return {.key = row.integer(0),
          .id = model::LoadBalancerId(std::string(row.text(1))),
          .account_key = row.integer(2),
          .ens_region_id = model::EnsRegionId(std::string(row.text(3))),
          .node = model::NodeId(std::string(row.text(4))),
          .network_key = row.integer(5),
          .network_id = model::NetworkId(std::string(row.text(6))),
          .vswitch_key = row.integer(7),
          .vswitch_id = model::VSwitchId(std::string(row.text(8))),
          .address = base::Ipv4{static_cast<uint32_t>(row.integer(9))},
          .spec = std::string(row.text(10)),
          .name = std::string(row.text(11)),
          .billing_cycle = std::string(row.text(12)),
          .active = row.integer(13) != 0,
          .locked = row.integer(16) != 0,
          .order_key = row.integer(15),
          .created = base::from_unix_ms(row.integer(14))};
}

}  // namespace

void insert_load_balancer(storage::Transaction& tx, const LoadBalancer& balancer) {
  tx.execute(
      "INSERT INTO load_balancers (key, load_balancer_id, account_key, ens_region_id, network_key, "
      "vswitch_key, address, "
      "spec, name, billing_cycle, active, created_ms, order_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?)",
      {balancer.key, balancer.id.get(), balancer.account_key, balancer.ens_region_id.get(),
       balancer.network_key, balancer.vswitch_key, int64_t{balancer.address.bits}, balancer.spec,
       balancer.name, balancer.billing_cycle, int64_t{balancer.active}, base::to_unix_ms(balancer.created),
       balancer.order_key});
}

std::optional<LoadBalancer> find_load_balancer(storage::Transaction& tx, int64_t account_key,
                                               std::string_view id) {
  std::optional<LoadBalancer> found;
  tx.query(std::string(select) + "WHERE l.load_balancer_id = ? AND l.account_key = ?", {id, account_key},
           [&](const storage::Row& row) { found = to_load_balancer(row); });
  return found;
}

std::optional<LoadBalancer> find_any_load_balancer(storage::Transaction& tx, std::string_view id) {
  std::optional<LoadBalancer> found;
  tx.query(std::string(select) + "WHERE l.load_balancer_id = ?", {id},
           [&](const storage::Row& row) { found = to_load_balancer(row); });
  return found;
}

std::vector<LoadBalancer> list_load_balancers(storage::Transaction& tx, const storage::Where& where,
                                              const storage::Page& page) {
  std::vector<LoadBalancer> balancers;
  storage::query_page(tx, select, where, "l.key DESC", page,
                      [&](const storage::Row& row) { balancers.push_back(to_load_balancer(row)); });
  return balancers;
}

int64_t count_load_balancers(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "load_balancers l", where);
}

void set_locked(storage::Transaction& tx, const LoadBalancer& balancer) {
  tx.execute("UPDATE load_balancers SET locked = ? WHERE key = ?", {int64_t{balancer.locked}, balancer.key});
}

void delete_load_balancer(storage::Transaction& tx, int64_t key) {
  tx.execute("DELETE FROM backend_servers WHERE load_balancer_key = ?", {key});
  tx.execute("DELETE FROM listeners WHERE load_balancer_key = ?", {key});
  tx.execute("DELETE FROM load_balancers WHERE key = ?", {key});
}

}  // namespace sluice::loadbalancer
