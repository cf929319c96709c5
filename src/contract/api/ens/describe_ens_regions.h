#pragma once

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeEnsRegions {
  static const Action declaration;

  std::optional<std::string> ens_region_id;
};

}  // namespace sluice::api
