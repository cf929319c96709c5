#include "control/compute/instance_store.h"

namespace sluice::compute {
namespace {

constexpr std::string_view select =
    "SELECT i.key, i.instance_id, i.account_key, i.ens_region_id, i.network_key, n.network_id, "
    "i.vswitch_key, "
    "v.vswitch_id, i.address, i.status, i.instance_type, i.image_id, i.name, i.host_name, i.system_disk_mib, "
    "i.tags, "
    "i.created_ms FROM instances i JOIN networks n ON n.key = i.network_key JOIN vswitches v ON v.key = "
    "i.vswitch_key ";

Instance to_instance(const storage::Row& row) {
  return {.key = row.integer(0),
          .id = model::InstanceId(std::string(row.text(1))),
          .account_key = row.integer(2),
          .ens_region_id = model::EnsRegionId(std::string(row.text(3))),
          .network_key = row.integer(4),
          .network_id = model::NetworkId(std::string(row.text(5))),
          .vswitch_key = row.integer(6),
          .vswitch_id = model::VSwitchId(std::string(row.text(7))),
          .address = base::Ipv4{static_cast<uint32_t>(row.integer(8))},
          .status = std::string(row.text(9)),
          .instance_type = std::string(row.text(10)),
          .image_id = std::string(row.text(11)),
          .name = std::string(row.text(12)),
          .host_name = std::string(row.text(13)),
          .system_disk_mib = row.integer(14),
          .tags = std::string(row.text(15)),
          .created = base::from_unix_ms(row.integer(16))};
}

}  // namespace

void insert_instance(storage::Transaction& tx, const Instance& instance) {
  tx.execute(
      "INSERT INTO instances (key, instance_id, account_key, ens_region_id, network_key, vswitch_key, "
      "address, status, "
      "instance_type, image_id, name, host_name, system_disk_mib, tags, created_ms) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {instance.key, instance.id.get(), instance.account_key, instance.ens_region_id.get(),
       instance.network_key, instance.vswitch_key, int64_t{instance.address.bits}, instance.status,
       instance.instance_type, instance.image_id, instance.name, instance.host_name, instance.system_disk_mib,
       instance.tags, base::to_unix_ms(instance.created)});
}

std::optional<Instance> find_instance(storage::Transaction& tx, int64_t account_key,
                                      std::string_view instance_id) {
  std::optional<Instance> found;
  storage::Where where;
  where.equals("i.instance_id", instance_id).equals("i.account_key", account_key);
  storage::query_page(tx, select, where, "i.key", std::nullopt,
                      [&](const storage::Row& row) { found = to_instance(row); });
  return found;
}

std::vector<Instance> list_instances(storage::Transaction& tx, const storage::Where& where,
                                     std::string_view order, const storage::Page& page) {
  std::vector<Instance> instances;
  storage::query_page(tx, select, where, order, page,
                      [&](const storage::Row& row) { instances.push_back(to_instance(row)); });
  return instances;
}

int64_t count_instances(storage::Transaction& tx, const storage::Where& where) {
  return storage::count_rows(tx, "instances i", where);
}

void delete_instance(storage::Transaction& tx, int64_t key) {
  tx.execute("DELETE FROM instances WHERE key = ?", {key});
}

std::vector<std::string> load_balancer_ids_of_instance(storage::Transaction& tx, int64_t instance_key) {
  std::vector<std::string> ids;
  tx.query(
      "SELECT l.load_balancer_id FROM backend_servers b JOIN load_balancers l ON l.key = b.load_balancer_key "
      "WHERE b.instance_key = ? ORDER BY l.key",
      {instance_key}, [&](const storage::Row& row) { ids.emplace_back(row.text(0)); });
  return ids;
}

}  // namespace sluice::compute
