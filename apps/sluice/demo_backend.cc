#include "demo_backend.h"

#include <cstring>

#include <fmt/format.h>

#include "platform/io/listen.h"

namespace sluice::app {

base::Result<std::unique_ptr<DemoBackend>, std::string> DemoBackend::start(const base::Endpoint& endpoint,
                                                                           const std::string& name) {
  auto listening = io::listen_tcp(endpoint);
  if (!listening) {
    return base::Unexpected{fmt::format("demo backend: cannot listen on {}: {}",
                                        base::format_endpoint(endpoint), std::strerror(listening.error()))};
  }
  return std::unique_ptr<DemoBackend>(new DemoBackend(std::move(*listening), name));
}

DemoBackend::DemoBackend(base::UniqueFd listening, const std::string& name)
    : loop_(clock_),
      server_(
          loop_, std::move(listening), {},
          [name](http::Request request, http::Responder respond) {
            respond({.status = 200,
                     .headers = {{"Content-Type", "text/plain;charset=utf-8"}, {"X-Backend", name}},
                     .body = fmt::format("{} {} answered by {}\n", request.method, request.target, name)});
          },
          [](http::Refusal refusal, const http::Request&) {
            return http::Response{.status = http::status_of(refusal)};
          }),
      thread_([this] { loop_.run(); }) {}

DemoBackend::~DemoBackend() {
  loop_.stop();
  thread_.join();
}

}  // namespace sluice::app
