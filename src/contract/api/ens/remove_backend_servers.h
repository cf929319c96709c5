#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct RemoveBackendServers {
  static const Action declaration;

  struct BackendServer {
    std::string server_id;
    std::optional<int> weight;
    std::string type;
    std::optional<std::string> ip;
    std::optional<uint16_t> port;
  };

  std::string load_balancer_id;
  std::vector<BackendServer> backend_servers;
};

}  // namespace sluice::api
