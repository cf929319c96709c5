#include "control/regions/region_actions.h"

#include "contract/api/ens/describe_ens_regions.h"
#include "control/regions/region_store.h"

namespace sluice::regions {
namespace {

json::Value to_json(const Region& region) {
  return {{"Area", region.area},
          {"EnName", region.en_name},
          {"EnsRegionId", region.id.get()},
          {"Name", region.name},
          {"Province", region.province}};
}

actions::Answer describe_ens_regions(storage::Transaction& tx, const actions::Call&,
                                     const api::DescribeEnsRegions& request) {
  json::Value list = json::Value::array();
  if (request.ens_region_id) {
    const auto region = find_region(tx, *request.ens_region_id);
    if (region) list.push_back(to_json(*region));
  } else {
    for (const Region& region : list_regions(tx)) list.push_back(to_json(region));
  }
  return json::Value{{"Code", 0}, {"EnsRegions", {{"EnsRegions", std::move(list)}}}};
}

}  // namespace

void serve(actions::Registry& registry) {
  registry.serve<api::DescribeEnsRegions>(describe_ens_regions);
}

}  // namespace sluice::regions
