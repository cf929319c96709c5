#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeNetworks {
  static const Action declaration;

  std::optional<std::string> network_id;
  std::optional<std::string> ens_region_id;
  std::optional<std::string> network_name;
  int page_number = 0;
  int page_size = 0;
  std::vector<std::string> ens_region_ids;
  std::vector<std::string> network_ids;
};

}  // namespace sluice::api
