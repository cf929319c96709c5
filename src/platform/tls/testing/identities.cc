#include "platform/tls/testing/identities.h"

#include <cstdio>
#include <cstdlib>

namespace sluice::tls {
namespace {

template <class T>
T must(base::Result<T, std::string> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "test identities: %s\n", result.error().c_str());
  std::abort();
}

base::WallTime now() {
  return base::SystemClock{}.wall();
}

}  // namespace

HostName host(std::string_view name) {
  return must(HostName::parse(name));
}

const Identity& test_authority() {
  static const Identity authority = make_authority("Test authority", now());
  return authority;
}

const Identity& test_server() {
  static const Identity server =
      must(issue_server_certificate(test_authority(), {host("localhost"), host("127.0.0.1")}, now()));
  return server;
}

std::shared_ptr<const ServerContext> test_server_context() {
  static const auto context =
      must(ServerContext::from_pem(test_server().certificate, test_server().key, now()));
  return context;
}

std::shared_ptr<const ClientContext> test_client_context(Version newest) {
  return must(ClientContext::trusting_pem(test_authority().certificate, newest));
}

}  // namespace sluice::tls
