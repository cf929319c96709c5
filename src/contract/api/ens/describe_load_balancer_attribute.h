#pragma once

#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeLoadBalancerAttribute {
  static const Action declaration;

  std::string load_balancer_id;
};

}  // namespace sluice::api
