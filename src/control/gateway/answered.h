#pragma once
// What leaves the gateway for one request.

#include <functional>
#include <optional>

#include "contract/model/ids.h"
#include "control/gateway/render.h"
#include "platform/base/clock.h"

namespace sluice::gateway {

struct Answered {
  model::RequestId request_id;
  Rendered content;
  std::optional<base::Duration> retry_after;  // of a call that was refused for its rate, or for overload
  bool never_sent = false;  // an error rule closes the connection instead; there is no content then
};

using Respond = std::function<void(Answered)>;

}  // namespace sluice::gateway
