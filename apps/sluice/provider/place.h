#pragma once
// Where somebody's provider is, and requests that it takes for genuine.

#include <chrono>
#include <string>
#include <string_view>

#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"
#include "platform/http/message.h"

namespace sluice::app {

struct ProviderPlace {
  base::Endpoint server;
  std::string host;  // without the port
  std::string prefix;
};
// http://HOST:PORT/PATH; the error is a sentence.
base::Result<ProviderPlace, std::string> find_provider(const std::string& url);

inline constexpr std::chrono::milliseconds provider_answer_max{5'000};

// A POST with all headers of the contract, signed at this time.
http::Request signed_request(const ProviderPlace& place, std::string_view path, std::string body,
                             const base::Secret& secret, base::WallTime time);

}  // namespace sluice::app
