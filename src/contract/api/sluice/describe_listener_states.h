#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

// What each listener of a balancer should do, and what every node makes of it.
struct DescribeListenerStates {
  static const Action declaration;

  std::string load_balancer_id;
  std::optional<uint16_t> listener_port;
  std::optional<std::string> listener_protocol;
};

}  // namespace sluice::api
