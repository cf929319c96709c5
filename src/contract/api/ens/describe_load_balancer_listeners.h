#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeLoadBalancerListeners {
  static const Action declaration;

  std::string load_balancer_id;
  int page_number = 0;
  int page_size = 0;
  std::optional<uint16_t> listener_port;
  std::optional<std::string> description;
};

}  // namespace sluice::api
