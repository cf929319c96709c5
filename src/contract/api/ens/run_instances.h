#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"
#include "contract/api/tag.h"

namespace sluice::api {

struct RunInstances {
  static const Action declaration;

  struct SystemDisk {
    std::optional<int64_t> size;
    std::optional<std::string> category;
  };

  struct DataDisk {
    std::optional<int64_t> size;
    std::optional<std::string> category;
    bool encrypted = false;
    std::optional<std::string> kms_key_id;
  };

  std::optional<std::string> instance_type;
  std::optional<std::string> instance_charge_type;
  std::optional<std::string> image_id;
  std::optional<std::string> schedule_area_level;
  std::optional<std::string> ens_region_id;
  std::optional<std::string> key_pair_name;
  std::optional<std::string> internet_charge_type;
  std::optional<SystemDisk> system_disk;
  std::vector<DataDisk> data_disks;
  std::optional<int> period;
  std::optional<int64_t> internet_max_bandwidth_out;
  int amount = 0;
  std::optional<std::string> network_id;
  std::optional<std::string> vswitch_id;
  std::optional<std::string> security_group_id;
  std::optional<std::string> host_name;
  std::optional<std::string> instance_name;
  bool unique_suffix = false;
  std::optional<std::string> private_ip_address;
  std::string period_unit;
  bool public_ip_identification = false;
  std::optional<std::string> billing_cycle;
  std::optional<std::string> ip_type;
  std::vector<Tag> tags;
  std::optional<std::string> auto_release_time;
  std::string spot_strategy;
  bool deletion_protection = false;
};

}  // namespace sluice::api
