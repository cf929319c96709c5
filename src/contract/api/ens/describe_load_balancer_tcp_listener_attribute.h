#pragma once

#include <cstdint>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeLoadBalancerTCPListenerAttribute {
  static const Action declaration;

  uint16_t listener_port = 0;
  std::string load_balancer_id;
};

}  // namespace sluice::api
