#include "ready.h"

#include <cstdio>

#include "platform/http/client.h"
#include "service_url.h"

namespace sluice::app {
namespace {

base::Result<http::Response, std::string> ask(const std::string& endpoint) {
  const auto url = parse_service_url(endpoint);
  if (!url) return base::Unexpected{url.error()};
  const auto address = find_endpoint(*url);
  if (!address) return base::Unexpected{address.error()};
  return http::Client(*address, {.host = url->host}).send({.target = "/readyz"});
}

}  // namespace

int ready(const std::string& endpoint) {
  const auto response = ask(endpoint);
  if (!response) {
    std::fprintf(stderr, "sluice ready: %s\n", response.error().c_str());
    return 1;
  }
  std::printf("%s", response->body.c_str());
  return response->status == 200 ? 0 : 1;
}

}  // namespace sluice::app
