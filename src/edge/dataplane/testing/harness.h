#pragma once
// One listener on one loop, for tests of services and sessions: the test owns the clock and turns the loop.

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "edge/dataplane/session/service.h"
#include "edge/dataplane/testing/peer.h"
#include "platform/io/acceptor.h"
#include "platform/io/listen.h"
#include "platform/io/testing.h"

namespace sluice::edgetest {

class Harness : public session::Host {
 public:
  explicit Harness(size_t large_buffer_bytes_max = 64 * 1024 * 1024)
      : loop_(clock_), buffers_(large_buffer_bytes_max) {}

  io::Loop& loop() override { return loop_; }
  session::BufferPool& buffers() override { return buffers_; }
  size_t selector_start() const override { return 0; }
  void on_session_begun(session::Service&) override { ++sessions_; }
  void on_session_ended(session::Service&) override { --sessions_; }

  base::ManualClock& clock() { return clock_; }
  int sessions() const { return sessions_; }

  // Turns the loop until the condition holds; false if that takes too long.
  template <class Condition>
  bool until(Condition condition) {
    return io::turn_until(loop_, condition);
  }
  void settle() { io::settle(loop_); }
  void pass(base::Duration time) {
    clock_.advance(time);
    settle();
  }

  // A running listener on a free port with these backends in its pool.
  static std::shared_ptr<const snapshot::RunningListener> listener(
      const nodelink::Listener& settings, const std::vector<base::Endpoint>& backends, int weight = 100) {
    auto socket = io::listen_tcp({test_address(1), 0});
    if (!socket) std::abort();
    io::set_no_delay(socket->get());
    return with_pool({.load_balancer_id = "lb-test",
                      .settings = settings,
                      .socket = std::make_shared<const snapshot::ListeningSocket>(*std::move(socket)),
                      .pool = nullptr},
                     backends, weight);
  }
  // The same listener with another pool.
  static std::shared_ptr<const snapshot::RunningListener> with_pool(
      snapshot::RunningListener listener, const std::vector<base::Endpoint>& backends, int weight = 100) {
    std::vector<snapshot::Target> targets;
    for (const base::Endpoint& backend : backends) {
      targets.push_back({.server_id = base::format_endpoint(backend), .endpoint = backend, .weight = weight});
    }
    listener.pool = snapshot::pool_of(std::move(targets));
    return std::make_shared<const snapshot::RunningListener>(std::move(listener));
  }

  // Lets the service accept from its listener's socket.
  void serve(session::Service& service) {
    acceptor_ = std::make_unique<io::Acceptor>(loop_, service.listener().socket->fd(),
                                               [&service](base::UniqueFd client, const base::Endpoint& peer) {
                                                 service.accept(std::move(client), peer);
                                               });
  }
  void stop_serving() { acceptor_.reset(); }

  // The connection that the proxy makes to this backend.
  Peer accept(TestBackend& backend) {
    std::optional<Peer> peer;
    EXPECT_TRUE(until([&] {
      peer = backend.accept();
      return peer.has_value();
    })) << "no connection to the backend";
    return peer ? std::move(*peer) : Peer();
  }
  // Everything received up to and with `end`.
  std::string read_until(Peer& peer, std::string_view end) {
    EXPECT_TRUE(until([&] { return peer.has(end); })) << "received only: " << peer.received();
    return peer.has(end) ? peer.take_until(end) : std::string();
  }
  bool ends(Peer& peer) {
    return until([&] { return peer.ended(); });
  }

 private:
  base::ManualClock clock_;
  io::Loop loop_;
  session::BufferPool buffers_;
  int sessions_ = 0;
  std::unique_ptr<io::Acceptor> acceptor_;
};

}  // namespace sluice::edgetest
