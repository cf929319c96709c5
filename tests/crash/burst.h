#pragma once
// Many calls at once against a server in another process, each on a connection of its own that is open before
// the first call is sent.

#include <chrono>
#include <functional>
#include <vector>

#include "platform/base/ip.h"
#include "tests/crash/service.h"

namespace sluice::crash {

struct Burst {
  std::vector<Answer> answers;          // in the order of what was asked
  std::chrono::nanoseconds duration{};  // from the first call to the last answer, or to the instant
};

// Sends everything at once. `at_instant` is called once, on this thread: as soon as all is answered, or
// `instant` after the first call if that is earlier. Returns when every call has its answer or has lost its
// connection.
Burst send_at_once(const base::Endpoint& server, const std::vector<Asked>& asked,
                   std::chrono::nanoseconds instant, const std::function<void()>& at_instant);

}  // namespace sluice::crash
