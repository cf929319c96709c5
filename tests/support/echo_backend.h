#pragma once
// A web server on a thread of its own that answers every request with the body it came with. Stands behind
// TCP and HTTP listeners alike, so that one question proves that bytes arrive in both directions.

#include <memory>
#include <string>
#include <thread>

#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/http/server.h"
#include "platform/io/loop.h"

namespace sluice::e2e {

class EchoBackend {
 public:
  static constexpr std::string_view name_header = "X-Echo-Backend";

  // On a free port of `address`; `name` comes with every answer.
  EchoBackend(base::Ipv4 address, std::string name);
  ~EchoBackend();

  uint16_t port() const { return port_; }

 private:
  EchoBackend(base::UniqueFd listening, std::string name);

  base::SystemClock clock_;
  io::Loop loop_;
  uint16_t port_;
  http::Server server_;
  std::thread thread_;
};

// Sends `bytes` to whatever listens there; empty if the same bytes came back from the backend of that name,
// else what went wrong.
std::string ask_for_echo(const base::Endpoint& at, const std::string& name, const std::string& bytes);

}  // namespace sluice::e2e
