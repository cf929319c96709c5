#pragma once

#include <string>
#include <vector>

namespace sluice::app {

struct CertsOptions {
  std::string directory;
  std::vector<std::string> hosts;
};

// Makes ca.pem and ca-key.pem where there are none yet, and server.pem and server-key.pem anew, for loopback
// and the hosts named; prints where they are and how to use them. The process's exit status.
int certs(const CertsOptions& options);

}  // namespace sluice::app
