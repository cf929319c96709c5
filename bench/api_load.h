#pragma once
// Clients that call an API over HTTP as fast as they are answered, each on a connection of its own and with
// one call under way. One thread, one loop.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/figures.h"
#include "platform/base/ip.h"
#include "platform/http/message.h"

namespace sluice::bench {

struct LoadResult {
  size_t calls = 0;
  Seconds elapsed{};     // from the first call to the last answer
  Seconds client_cpu{};  // of this process
  std::vector<double> latencies_ms;

  double per_second() const { return static_cast<double>(calls) / elapsed.count(); }
};

// The next request that somebody sends; made while the clock runs, as clients do.
using MakeRequest = std::function<http::Request()>;

// An answer other than success ends the process with its text.
LoadResult load(const base::Endpoint& server, const MakeRequest& make_request, size_t clients,
                Seconds duration);

// Where balancers go.
struct Site {
  std::string network;
  std::string vswitch;
};

// Signed one by one, each create with a ClientToken of its own.
MakeRequest creates(const base::Endpoint& server, const Site& site);
MakeRequest describes(const base::Endpoint& server);

}  // namespace sluice::bench
