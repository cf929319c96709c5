#pragma once
// Load balancers in the database. Called inside units of work.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/model/ids.h"
#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/storage/transaction.h"
#include "platform/storage/where.h"

namespace sluice::loadbalancer {

struct LoadBalancer {
  int64_t key = 0;
  model::LoadBalancerId id;
  int64_t account_key = 0;
  model::EnsRegionId ens_region_id;
  model::NodeId node;  // serves the region
  int64_t network_key = 0;
  model::NetworkId network_id;
  int64_t vswitch_key = 0;
  model::VSwitchId vswitch_id;
  base::Ipv4 address;
  std::string spec;
  std::string name;
  std::string billing_cycle;
  bool active = true;
  bool locked = false;    // by its owner's arrears: it is kept and does not forward
  int64_t order_key = 0;  // the order that made it; 0: it is older than orders are
  base::WallTime created;
};

// As the API spells it.
inline std::string_view status_of(const LoadBalancer& balancer) {
  if (balancer.locked) return "Locked";
  return balancer.active ? "Active" : "InActive";
}

void insert_load_balancer(storage::Transaction& tx, const LoadBalancer& balancer);
std::optional<LoadBalancer> find_load_balancer(storage::Transaction& tx, int64_t account_key,
                                               std::string_view id);
// For the system itself, whoever owns the balancer.
std::optional<LoadBalancer> find_any_load_balancer(storage::Transaction& tx, std::string_view id);
// Conditions are on load_balancers l. Newest first.
std::vector<LoadBalancer> list_load_balancers(storage::Transaction& tx, const storage::Where& where,
                                              const storage::Page& page);
int64_t count_load_balancers(storage::Transaction& tx, const storage::Where& where);
void set_locked(storage::Transaction& tx, const LoadBalancer& balancer);
void delete_load_balancer(storage::Transaction& tx, int64_t key);  // with its listeners and backend entries

}  // namespace sluice::loadbalancer
