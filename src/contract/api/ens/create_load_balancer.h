#pragma once

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct CreateLoadBalancer {
  static const Action declaration;

  std::string ens_region_id;
  std::string load_balancer_spec;
  std::optional<std::string> load_balancer_name;
  std::string pay_type;
  std::string network_id;
  std::string vswitch_id;
  std::optional<std::string> client_token;
  std::string billing_cycle;
  std::string load_balancer_type;
};

}  // namespace sluice::api
