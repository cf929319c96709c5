#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct DescribeLoadBalancers {
  static const Action declaration;

  std::optional<std::string> ens_region_id;
  std::optional<std::string> server_id;
  std::optional<std::string> load_balancer_status;
  std::optional<std::string> load_balancer_id;
  std::optional<std::string> load_balancer_name;
  std::optional<std::string> network_id;
  std::optional<std::string> vswitch_id;
  std::optional<std::string> address;
  std::vector<std::string> ens_region_ids;
  int page_number = 0;
  int page_size = 0;
  std::optional<std::string> load_balancer_type;
};

}  // namespace sluice::api
