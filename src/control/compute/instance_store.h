#pragma once
// Instances in the database: records of backends, an id and a private address each. Called inside units of
// work.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/model/ids.h"
#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/storage/transaction.h"
#include "platform/storage/where.h"

namespace sluice::compute {

struct Instance {
  int64_t key = 0;
  model::InstanceId id;
  int64_t account_key = 0;
  model::EnsRegionId ens_region_id;
  int64_t network_key = 0;
  model::NetworkId network_id;
  int64_t vswitch_key = 0;
  model::VSwitchId vswitch_id;
  base::Ipv4 address;
  std::string status = "Running";
  std::string instance_type;
  std::string image_id;
  std::string name;
  std::string host_name;
  int64_t system_disk_mib = 0;
  std::string tags = "[]";
  base::WallTime created;
};

void insert_instance(storage::Transaction& tx, const Instance& instance);
std::optional<Instance> find_instance(storage::Transaction& tx, int64_t account_key,
                                      std::string_view instance_id);
// Conditions and `order` are on instances i.
std::vector<Instance> list_instances(storage::Transaction& tx, const storage::Where& where,
                                     std::string_view order, const storage::Page& page);
int64_t count_instances(storage::Transaction& tx, const storage::Where& where);
void delete_instance(storage::Transaction& tx, int64_t key);
// Ids of the balancers that have the instance as a backend.
std::vector<std::string> load_balancer_ids_of_instance(storage::Transaction& tx, int64_t instance_key);

}  // namespace sluice::compute
