#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "contract/api/action.h"

namespace sluice::api {

struct CreateLoadBalancerTCPListener {
  static const Action declaration;

  std::string load_balancer_id;
  uint16_t listener_port = 0;
  std::optional<std::string> description;
  std::string scheduler;
  int persistence_timeout = 0;
  int established_timeout = 0;
  int healthy_threshold = 0;
  int unhealthy_threshold = 0;
  int health_check_connect_timeout = 0;
  int health_check_interval = 0;
  std::optional<std::string> health_check_domain;
  std::optional<std::string> health_check_uri;
  std::string health_check_http_code;
  std::string health_check_type;
  std::optional<uint16_t> backend_server_port;
  std::optional<uint16_t> health_check_connect_port;
  std::string eip_transmit;
};

}  // namespace sluice::api
