#pragma once

#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeVSwitchAttributes {
  static const Action declaration;

  std::string vswitch_id;
};

}  // namespace sluice::api
