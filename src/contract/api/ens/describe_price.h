#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribePrice {
  static const Action declaration;

  struct Disk {
    std::string category;
    std::optional<int64_t> size;
  };

  std::string instance_type;
  std::string ens_region_id;
  int period = 0;
  int64_t system_disk_size = 0;
  int64_t quantity = 0;
  std::optional<int64_t> first_data_disk_size;  // if it is there, it counts and data_disks do not
  std::vector<Disk> data_disks;
  std::string period_unit;
};

}  // namespace sluice::api
