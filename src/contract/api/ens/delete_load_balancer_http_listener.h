#pragma once

#include <cstdint>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DeleteLoadBalancerHTTPListener {
  static const Action declaration;

  std::string load_balancer_id;
  uint16_t listener_port = 0;
};

}  // namespace sluice::api
