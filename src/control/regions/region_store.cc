#include "control/regions/region_store.h"

namespace sluice::regions {
namespace {

Region to_region(const storage::Row& row) {
  return {.id = model::EnsRegionId(std::string(row.text(0))),
          .name = std::string(row.text(1)),
          .en_name = std::string(row.text(2)),
          .area = std::string(row.text(3)),
          .province = std::string(row.text(4)),
          .node = model::NodeId(std::string(row.text(5)))};
}

}  // namespace

std::optional<Region> find_region(storage::Transaction& tx, std::string_view ens_region_id) {
  std::optional<Region> found;
  tx.query(
      "SELECT ens_region_id, name, en_name, area, province, node_id FROM ens_regions WHERE ens_region_id = ?",
      {ens_region_id}, [&](const storage::Row& row) { found = to_region(row); });
  return found;
}

std::vector<Region> list_regions(storage::Transaction& tx) {
  std::vector<Region> regions;
  tx.query(
      "SELECT ens_region_id, name, en_name, area, province, node_id FROM ens_regions ORDER BY ens_region_id",
      {}, [&](const storage::Row& row) { regions.push_back(to_region(row)); });
  return regions;
}

std::optional<InstanceType> find_instance_type(storage::Transaction& tx, std::string_view id) {
  std::optional<InstanceType> found;
  tx.query("SELECT instance_type, cpu, memory_mib FROM instance_types WHERE instance_type = ?", {id},
           [&](const storage::Row& row) {
             found = InstanceType{std::string(row.text(0)), row.integer(1), row.integer(2)};
           });
  return found;
}

std::optional<std::string> find_image_os(storage::Transaction& tx, std::string_view image_id) {
  std::optional<std::string> found;
  tx.query("SELECT os_name FROM images WHERE image_id = ?", {image_id},
           [&](const storage::Row& row) { found = std::string(row.text(0)); });
  return found;
}

}  // namespace sluice::regions
