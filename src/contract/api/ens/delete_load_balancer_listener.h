#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DeleteLoadBalancerListener {
  static const Action declaration;

  uint16_t listener_port = 0;
  std::string load_balancer_id;
  std::optional<std::string> listener_protocol;
};

}  // namespace sluice::api
