#pragma once
// ENS regions (edge sites) and what an instance there can be made of. Called inside units of work.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/model/ids.h"
#include "platform/storage/transaction.h"

namespace sluice::regions {

struct Region {
  model::EnsRegionId id;
  std::string name;
  std::string en_name;
  std::string area;
  std::string province;
  model::NodeId node;  // serves the region
};

struct InstanceType {
  std::string id;
  int64_t cpu;
  int64_t memory_mib;
};

std::optional<Region> find_region(storage::Transaction& tx, std::string_view ens_region_id);
std::vector<Region> list_regions(storage::Transaction& tx);

std::optional<InstanceType> find_instance_type(storage::Transaction& tx, std::string_view id);
std::optional<std::string> find_image_os(storage::Transaction& tx, std::string_view image_id);

// What a development server starts with: every region, instance type and image that the API's examples use,
// all served by `node`. Adds what is missing, changes nothing that is there.
void seed_development_catalogue(storage::Transaction& tx, const model::NodeId& node);

}  // namespace sluice::regions
