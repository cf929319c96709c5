#pragma once

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct ModifyNetworkAttribute {
  static const Action declaration;

  std::string network_id;
  std::optional<std::string> network_name;
  std::optional<std::string> description;
};

}  // namespace sluice::api
