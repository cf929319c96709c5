#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct CreateLoadBalancerHTTPListener {
  static const Action declaration;

  std::string load_balancer_id;
  uint16_t listener_port = 0;
  std::string listener_forward;
  std::optional<uint16_t> forward_port;
  std::optional<std::string> description;
  std::string x_forwarded_for;
  std::string scheduler;
  std::string health_check;
  std::optional<std::string> health_check_domain;
  std::optional<std::string> health_check_uri;
  int healthy_threshold = 0;
  int unhealthy_threshold = 0;
  int health_check_timeout = 0;
  std::optional<uint16_t> health_check_connect_port;
  int health_check_interval = 0;
  std::string health_check_http_code;
  int idle_timeout = 0;
  int request_timeout = 0;
  std::string health_check_method;
  std::optional<uint16_t> backend_server_port;
};

}  // namespace sluice::api
