#pragma once
// GET /readyz: whether this process should be given calls, without a signature. 200, or 503, and a body that
// names what is missing:
//
//   {"ready": false, "missing": [{"what": "storage", "reason": "it has not answered for 5 seconds"}]}
//
// Strangers may ask as often as they like: the answer is what was noticed before, and asking notices nothing.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.h"

namespace sluice::gateway {

struct Missing {
  std::string_view what;  // a stable name: storage, node, directory, stopping
  std::string reason;
};

// Called for each question, on the gateway's loop: nothing that waits.
using FindMissing = std::function<std::vector<Missing>()>;

http::Response answer_readiness(const std::vector<Missing>& missing);

}  // namespace sluice::gateway
