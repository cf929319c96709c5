#pragma once

#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeNetworkAttribute {
  static const Action declaration;

  std::string network_id;
};

}  // namespace sluice::api
