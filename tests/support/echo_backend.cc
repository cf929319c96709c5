#include "tests/support/echo_backend.h"

#include <cstdlib>

#include "platform/http/client.h"
#include "platform/io/listen.h"

namespace sluice::e2e {
namespace {

base::UniqueFd listen_on(base::Ipv4 address) {
  auto listening = io::listen_tcp({address, 0});
  if (!listening) std::abort();
  return *std::move(listening);
}

}  // namespace

EchoBackend::EchoBackend(base::Ipv4 address, std::string name)
    : EchoBackend(listen_on(address), std::move(name)) {}

EchoBackend::EchoBackend(base::UniqueFd listening, std::string name)
    : loop_(clock_),
      port_(io::local_endpoint(listening.get()).port),
      server_(
          loop_, std::move(listening), {},
          [name = std::move(name)](http::Request request, http::Responder respond) {
            respond(
                {.headers = {{"Content-Type", "application/octet-stream"}, {std::string(name_header), name}},
                 .body = std::move(request.body)});
          },
          [](http::Refusal refusal, const http::Request&) {
            return http::Response{.status = http::status_of(refusal)};
          }),
      thread_([this] { loop_.run(); }) {}

EchoBackend::~EchoBackend() {
  loop_.stop();
  thread_.join();
}

std::string ask_for_echo(const base::Endpoint& at, const std::string& name, const std::string& bytes) {
  const auto response = http::fetch(at, {.method = "POST", .target = "/echo", .body = bytes});
  if (!response) return response.error();
  if (response->status != 200) return "status " + std::to_string(response->status);
  if (http::find_header(response->headers, EchoBackend::name_header) != name)
    return "another backend answered";
  return response->body == bytes ? "" : "other bytes came back";
}

}  // namespace sluice::e2e
