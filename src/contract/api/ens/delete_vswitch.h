#pragma once

#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct DeleteVSwitch {
  static const Action declaration;

  std::string vswitch_id;
};

}  // namespace sluice::api
