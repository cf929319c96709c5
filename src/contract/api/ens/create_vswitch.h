#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"
#include "contract/api/tag.h"

namespace sluice::api {

struct CreateVSwitch {
  static const Action declaration;

  std::string ens_region_id;
  std::string cidr_block;
  std::optional<std::string> vswitch_name;
  std::optional<std::string> description;
  std::optional<std::string> network_id;
  std::vector<Tag> tags;
};

}  // namespace sluice::api
