#pragma once
// Certificates for tests, made once for the process: an authority, and servers that it vouches for.

#include <memory>

#include "platform/tls/authority.h"
#include "platform/tls/context.h"

namespace sluice::tls {

const Identity& test_authority();
// For localhost and 127.0.0.1.
const Identity& test_server();
std::shared_ptr<const ServerContext> test_server_context();
// Trusts the authority.
std::shared_ptr<const ClientContext> test_client_context(Version newest = Version::Tls13);

HostName host(std::string_view name);

}  // namespace sluice::tls
