#pragma once
// A client of a running server that speaks as the operator: signed calls on one kept connection, and the
// usual set-up in words. One thread.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/ip.h"
#include "platform/http/client.h"
#include "platform/json/json.h"

namespace sluice::e2e {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct Reply {
  int status = 0;  // 0: no answer came
  http::Headers headers;
  std::string body;
  json::Value value;  // of a JSON body

  bool ok() const { return status == 200; }
  std::string text(std::string_view member) const {
    return std::string(json::find_text(value, member).value_or(""));
  }
  std::string code() const { return text("Code"); }
};
Reply to_reply(base::Result<http::Response, std::string> response);

// Signed now, to be sent by anybody within the quarter of an hour that signatures last, once.
http::Request signed_call(const base::Endpoint& server, std::string_view action, Parameters parameters);

class Api {
 public:
  static constexpr const char* key_id = "test-key-id";
  static constexpr const char* key_secret = "test-key-secret";
  static constexpr const char* region = "cn-chengdu-telecom";

  explicit Api(const base::Endpoint& server, http::ClientOptions options = {})
      : server_(server), client_(server, std::move(options)) {}

  const base::Endpoint& server() const { return server_; }
  Reply send(const http::Request& request) { return to_reply(client_.send(request)); }
  Reply call(std::string_view action, Parameters parameters = {}) {
    return send(signed_call(server_, action, std::move(parameters)));
  }

  // These expect success; a failure is the test's.
  std::string make_network(const std::string& cidr);
  std::string make_vswitch(const std::string& network, const std::string& cidr);
  std::string make_instance(const std::string& vswitch);
  std::string make_balancer(const std::string& network, const std::string& vswitch);
  void add_backend(const std::string& balancer, const std::string& instance);
  // Health checks off, where the protocol allows.
  void make_listener(const std::string& balancer, std::string_view protocol, uint16_t port,
                     uint16_t backend_port);
  void start_listener(const std::string& balancer, uint16_t port);

  std::string address_of_instance(const std::string& instance);
  std::string address_of_balancer(const std::string& balancer);
  // Where a private address, or a listener on it, is really served.
  base::Ipv4 served_address(const std::string& network, const std::string& address);
  base::Endpoint served_at(const std::string& network, const std::string& balancer, uint16_t port);
  // The one node's word on a listener: Listening, Stopped, Failed, or nothing yet.
  struct ListenerState {
    std::string state;
    std::string reason;
  };
  ListenerState listener_state(const std::string& balancer, uint16_t port);

 private:
  Reply expect_ok(std::string_view action, Parameters parameters);
  json::Value mapping(const std::string& network, const std::string& address);

  const base::Endpoint server_;
  http::Client client_;
};

Parameters balancer_parameters(const std::string& network, const std::string& vswitch);

// A /16 inside 10.0.0.0/8 for this process: its addresses are served at 127.x.*, and every other test that
// runs at the same time has another x.
std::string own_block();

}  // namespace sluice::e2e
