#pragma once

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeLoadBalancerSpec {
  static const Action declaration;

  std::optional<std::string> load_balancer_spec;
};

}  // namespace sluice::api
