#pragma once
// The gateway on HTTP: /healthz, /readyz and /docs without a signature, CORS preflights, everything else is
// an API call, which is refused with ServiceUnavailable on a connection that comes while the server is
// draining. Belongs to the gateway's loop.

#include "control/gateway/gateway.h"
#include "control/gateway/readiness.h"
#include "platform/base/random.h"
#include "platform/http/server.h"

namespace sluice::gateway {

http::Server::Handler make_handler(Gateway& gateway, base::Random& random, FindMissing find_missing = {});
// What could not be read as HTTP still gets an error body that clients can parse.
http::Server::OnRefused make_refusal(base::Random& random);

}  // namespace sluice::gateway
