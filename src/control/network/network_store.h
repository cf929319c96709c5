#pragma once
// Networks (edge VPCs) in the database. Called inside units of work; an account sees only its own rows.

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

struct Network {
  int64_t key = 0;
  model::NetworkId id;
  int64_t account_key = 0;
  model::EnsRegionId ens_region_id;
  base::Cidr cidr;
  std::string name;
  std::string description;
  std::string tags = "[]";  // JSON: [{"Key":..,"Value":..}]
  base::WallTime created;
};

void insert_network(storage::Transaction& tx, const Network& network);
std::optional<Network> find_network(storage::Transaction& tx, int64_t account_key,
                                    std::string_view network_id);
// Conditions are on networks. Newest first.
std::vector<Network> list_networks(storage::Transaction& tx, const storage::Where& where,
                                   const storage::Page& page);
int64_t count_networks(storage::Transaction& tx, const storage::Where& where);
void update_network_texts(storage::Transaction& tx, const Network& network);
void delete_network(storage::Transaction& tx, int64_t key);

// Ids of what lives in a network, oldest first.
std::vector<std::string> vswitch_ids_of_network(storage::Transaction& tx, int64_t network_key);
std::vector<std::string> instance_ids_of_network(storage::Transaction& tx, int64_t network_key);
std::vector<std::string> load_balancer_ids_of_network(storage::Transaction& tx, int64_t network_key);

}  // namespace sluice::network
