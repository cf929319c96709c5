#pragma once
// Where and how the API is served, as the options of `serve` say it.

#include <memory>
#include <string>

#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/tls/context.h"
#include "serve.h"

namespace sluice::app {

struct ApiSocket {
  base::Endpoint endpoint;
  std::shared_ptr<const tls::ServerContext> tls;  // none: plain HTTP, on loopback addresses only
  bool plain_accepted = true;                     // beside TLS, too
};

// Reads the certificate. The error is a sentence that names the option.
base::Result<ApiSocket, std::string> read_api_socket(const ServeOptions& options, base::WallTime now);

// The certificate and key of the options, whose files may have changed.
tls::ServerContext::Made read_server_context(const ServeOptions& options, base::WallTime now);

}  // namespace sluice::app
