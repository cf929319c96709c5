#pragma once
// The backend servers of a balancer in the database: one default server group shared by all its listeners.
// Called inside units of work.

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/ip.h"
#include "platform/storage/transaction.h"

namespace sluice::loadbalancer {

struct Backend {
  int64_t key = 0;
  int64_t load_balancer_key = 0;
  int64_t instance_key = 0;
  std::string server_id;
  base::Ipv4 address;
  uint16_t port = 0;  // 0: each listener's BackendServerPort
  int64_t weight = 100;
};

// Adds it, or gives the one that is there the new weight and port.
void put_backend(storage::Transaction& tx, const Backend& backend);
// False if it is not a backend of the balancer.
bool set_backend_weight(storage::Transaction& tx, int64_t load_balancer_key, int64_t instance_key,
                        int64_t weight);
bool delete_backend(storage::Transaction& tx, int64_t load_balancer_key, int64_t instance_key);
// In the order they were added.
std::vector<Backend> list_backends(storage::Transaction& tx, int64_t load_balancer_key);

}  // namespace sluice::loadbalancer
