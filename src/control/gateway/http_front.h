#pragma once
// The gateway on HTTP: /healthz and /docs without a signature, CORS preflights, everything else is an API
// call. Belongs to the gateway's loop.

#include "control/gateway/gateway.h"
#include "platform/base/random.h"
#include "platform/http/server.h"

namespace sluice::gateway {

http::Server::Handler make_handler(Gateway& gateway, base::Random& random);
// What could not be read as HTTP still gets an error body that clients can parse.
http::Server::OnRefused make_refusal(base::Random& random);

}  // namespace sluice::gateway
