#pragma once

#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct ModifyVSwitchAttribute {
  static const Action declaration;

  std::string vswitch_id;
  std::optional<std::string> vswitch_name;
  std::optional<std::string> description;
};

}  // namespace sluice::api
