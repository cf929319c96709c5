#include "control/loadbalancer/backend_store.h"

namespace sluice::loadbalancer {

void put_backend(storage::Transaction& tx, const Backend& backend) {
  tx.execute(
      "INSERT INTO backend_servers (key, load_balancer_key, instance_key, port, weight) VALUES (?, ?, ?, ?, "
      "?) "
      "ON CONFLICT (load_balancer_key, instance_key) DO UPDATE SET port = excluded.port, weight = "
      "excluded.weight",
      {backend.key, backend.load_balancer_key, backend.instance_key, int64_t{backend.port}, backend.weight});
}

bool set_backend_weight(storage::Transaction& tx, int64_t load_balancer_key, int64_t instance_key,
                        int64_t weight) {
  return tx.execute("UPDATE backend_servers SET weight = ? WHERE load_balancer_key = ? AND instance_key = ?",
                    {weight, load_balancer_key, instance_key}) > 0;
}

bool delete_backend(storage::Transaction& tx, int64_t load_balancer_key, int64_t instance_key) {
  return tx.execute("DELETE FROM backend_servers WHERE load_balancer_key = ? AND instance_key = ?",
                    {load_balancer_key, instance_key}) > 0;
}

std::vector<Backend> list_backends(storage::Transaction& tx, int64_t load_balancer_key) {
  std::vector<Backend> backends;
  tx.query(
      "SELECT b.key, b.load_balancer_key, b.instance_key, i.instance_id, i.address, b.port, b.weight "
      "FROM backend_servers b JOIN instances i ON i.key = b.instance_key WHERE b.load_balancer_key = ? ORDER "
      "BY b.key",
      {load_balancer_key}, [&](const storage::Row& row) {
        backends.push_back({.key = row.integer(0),
                            .load_balancer_key = row.integer(1),
                            .instance_key = row.integer(2),
                            .server_id = std::string(row.text(3)),
                            .address = base::Ipv4{static_cast<uint32_t>(row.integer(4))},
                            .port = static_cast<uint16_t>(row.integer(5)),
                            .weight = row.integer(6)});
      });
  return backends;
}

}  // namespace sluice::loadbalancer
