#pragma once

#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct ReleasePostPaidInstance {
  static const Action declaration;

  std::string instance_id;
};

}  // namespace sluice::api
