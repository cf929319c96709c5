#include "api_socket.h"

#include <fmt/format.h>

namespace sluice::app {
namespace {

using Failure = base::Unexpected<std::string>;

constexpr base::Cidr loopback{base::Ipv4{0x7F000000}, 8};

// Why this address is not one to serve on; empty if it is.
std::string refusal_of_address(const ServeOptions& options, const ApiSocket& socket) {
  if (loopback.contains(socket.endpoint.address)) return {};
  const std::string problem = fmt::format("--listen: {} is not a loopback address; ", options.listen);
  if (options.development) return problem + "--dev serves 127.0.0.0/8 only";
  if (socket.tls == nullptr) {
    return problem + "without --tls-cert and --tls-key, 127.0.0.0/8 is served only";
  }
  if (socket.plain_accepted) return problem + "--plain-http accept goes with 127.0.0.0/8 only";
  return {};
}

}  // namespace

tls::ServerContext::Made read_server_context(const ServeOptions& options, base::WallTime now) {
  return tls::ServerContext::from_files(options.tls_certificate, options.tls_key, now);
}

base::Result<ApiSocket, std::string> read_api_socket(const ServeOptions& options, base::WallTime now) {
  const auto endpoint = base::parse_endpoint(options.listen);
  if (!endpoint) {
    return Failure{
        fmt::format("--listen: received {}; accepted: an IPv4 address and a port, such as "
                    "127.0.0.1:8680",
                    options.listen)};
  }
  ApiSocket socket{.endpoint = *endpoint};
  if (options.tls_certificate.empty() != options.tls_key.empty()) {
    return Failure{std::string("--tls-cert and --tls-key: give both or neither")};
  }
  if (!options.tls_certificate.empty()) {
    auto context = read_server_context(options, now);
    if (!context) return Failure{"--tls-cert, --tls-key: " + context.error()};
    socket.tls = std::move(*context);
    socket.plain_accepted = options.plain_http == "accept";
  } else if (!options.plain_http.empty()) {
    return Failure{fmt::format("--plain-http: received {}; accepted with --tls-cert and --tls-key only",
                               options.plain_http)};
  }
  if (std::string refusal = refusal_of_address(options, socket); !refusal.empty()) {
    return Failure{std::move(refusal)};
  }
  return socket;
}

}  // namespace sluice::app
