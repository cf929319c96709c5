#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct AddBackendServers {
  static const Action declaration;

  struct BackendServer {
    std::string server_id;
    int weight = 0;
    std::string type;
    std::optional<std::string> ip;
    uint16_t port = 0;
  };

  std::string load_balancer_id;
  std::vector<BackendServer> backend_servers;
};

}  // namespace sluice::api
