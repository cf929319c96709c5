#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeVSwitches {
  static const Action declaration;

  std::optional<std::string> ens_region_id;
  std::optional<std::string> vswitch_id;
  std::optional<std::string> vswitch_name;
  std::optional<std::string> network_id;
  int page_number = 0;
  int page_size = 0;
  std::vector<std::string> ens_region_ids;
  std::vector<std::string> vswitch_ids;
};

}  // namespace sluice::api
