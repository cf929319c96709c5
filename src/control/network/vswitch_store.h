#pragma once
// vSwitches in the database, and the private addresses they hand out. Called inside units of work.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/model/ids.h"
#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/storage/transaction.h"
#include "platform/storage/where.h"

namespace sluice::network {

struct VSwitch {
  int64_t key = 0;
  model::VSwitchId id;
  int64_t account_key = 0;
  int64_t network_key = 0;
  model::NetworkId network_id;
  model::EnsRegionId ens_region_id;
  base::Cidr cidr;
  std::string name;
  std::string description;
  std::string tags = "[]";
  base::WallTime created;
};

void insert_vswitch(storage::Transaction& tx, const VSwitch& vswitch);
std::optional<VSwitch> find_vswitch(storage::Transaction& tx, int64_t account_key,
                                    std::string_view vswitch_id);
// Conditions are on vswitches v. Newest first.
std::vector<VSwitch> list_vswitches(storage::Transaction& tx, const storage::Where& where,
                                    const storage::Page& page);
int64_t count_vswitches(storage::Transaction& tx, const storage::Where& where);
// A vSwitch of the network whose block overlaps `cidr`.
std::optional<model::VSwitchId> find_overlapping_vswitch(storage::Transaction& tx, int64_t network_key,
                                                         const base::Cidr& cidr);
void update_vswitch_texts(storage::Transaction& tx, const VSwitch& vswitch);
void delete_vswitch(storage::Transaction& tx, int64_t key);

std::vector<std::string> instance_ids_of_vswitch(storage::Transaction& tx, int64_t vswitch_key);
std::vector<std::string> load_balancer_ids_of_vswitch(storage::Transaction& tx, int64_t vswitch_key);

}  // namespace sluice::network
