#pragma once
// Clients that create load balancers over HTTP as fast as they are answered, each on a connection of its own
// and with one call under way: real requests, signed one by one, every one with a ClientToken of its own. One
// thread, one loop.

#include <memory>
#include <string>
#include <vector>

#include "bench/figures.h"
#include "platform/base/ip.h"

namespace sluice::bench {

struct LoadResult {
  size_t creates = 0;
  Seconds elapsed{};     // from the first call to the last answer
  Seconds client_cpu{};  // of this process
  std::vector<double> latencies_ms;
};

// Where the balancers go.
struct Site {
  std::string network;
  std::string vswitch;
};

// An answer other than success ends the process with its text.
LoadResult create_for(const base::Endpoint& server, const Site& site, size_t clients, Seconds duration);

}  // namespace sluice::bench
