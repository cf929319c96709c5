#pragma once

#include <string>
#include <vector>

#include "contract/api/action.h"

namespace sluice::api {

struct SetBackendServers {
  static const Action declaration;

  struct BackendServer {
    std::string server_id;
    int weight = 0;
    std::string type;
  };

  std::string load_balancer_id;
  std::vector<BackendServer> backend_servers;
};

}  // namespace sluice::api
