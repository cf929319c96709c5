#pragma once
// How a question's request gets to its provider, and his answer back: a seam, so that a simulation may lose
// them, hold them up and send them twice.

#include <functional>
#include <memory>
#include <string>

#include "control/providers/client/settings.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/http/message.h"
#include "platform/io/loop.h"

namespace sluice::providers {

// A request that is under way; destroying it means that nobody waits for its answer any more.
class Sent {
 public:
  virtual ~Sent() = default;
};

// The answer, or why there is none, a sentence; called once, later, on the loop. What is under way may be
// destroyed inside.
using OnAnswer = std::function<void(base::Result<http::Response, std::string>)>;

// On the loop's thread. After `timeout` there is no answer, however far it came.
using Transport =
    std::function<std::unique_ptr<Sent>(io::Loop& loop, const ProviderSettings& settings,
                                        const http::Request& request, base::Duration timeout, OnAnswer)>;

// Over a connection of its own.
std::unique_ptr<Sent> send_over_http(io::Loop& loop, const ProviderSettings& settings,
                                     const http::Request& request, base::Duration timeout,
                                     OnAnswer on_answer);

}  // namespace sluice::providers
