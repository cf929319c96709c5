#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"
#include "contract/api/tag.h"

namespace sluice::api {

struct DescribeInstances {
  static const Action declaration;

  struct OrderBy {
    std::optional<std::string> instance_name_sort;
    std::optional<std::string> expire_time_sort;
    std::optional<std::string> creation_time_sort;
  };

  std::optional<std::string> ens_region_id;
  std::optional<std::string> instance_id;
  std::vector<std::string> ens_region_ids;
  std::optional<std::vector<std::string>> instance_ids;
  std::optional<std::string> instance_name;
  std::optional<std::string> image_id;
  int page_number = 0;
  int page_size = 0;
  std::optional<std::string> status;
  std::optional<OrderBy> order_by;
  std::optional<std::string> ens_service_id;
  std::optional<std::string> instance_resource_type;
  std::optional<std::string> search_key;
  std::optional<std::string> network_id;
  std::optional<std::string> vswitch_id;
  std::optional<std::string> security_group_id;
  std::optional<std::string> intranet_ip;
  std::vector<Tag> tags;
  std::optional<std::string> instance_type;
  std::vector<std::string> service_statuses;
  std::vector<std::string> eip_addresses;
  std::optional<std::string> vpd_id;
  std::optional<std::string> vpd_vswitch_id;
};

}  // namespace sluice::api
