#pragma once

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// Where an account's private addresses can be reached, and at which ports, on each node.
struct DescribeAddressMappings {
  static const Action declaration;

  std::optional<std::string> ens_region_id;
  std::optional<std::string> network_id;
  std::optional<std::string> private_ip_address;
  int page_number = 0;
  int page_size = 0;
};

}  // namespace sluice::api
