#pragma once
// An HTTP listener with one backend, on one loop with a clock of its own: what the session tests share.

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "edge/dataplane/l7/http_service.h"
#include "edge/dataplane/l7/limits.h"
#include "edge/dataplane/testing/harness.h"

namespace sluice::l7 {

using edgetest::Harness;
using edgetest::Peer;
using edgetest::test_address;
using edgetest::TestBackend;
using session::BufferPool;
using session::Origin;

class HttpForwarding : public ::testing::Test {
 protected:
  static constexpr int idle_seconds = 15;
  static constexpr int request_seconds = 30;

  HttpForwarding() { serve({backend_.endpoint()}); }
  ~HttpForwarding() override {
    harness_.stop_serving();
    service_.reset();
    harness_.settle();
    EXPECT_EQ(harness_.buffers().bytes_in_use(), 0u) << "every buffer came back";
  }

  void serve(const std::vector<base::Endpoint>& backends, bool x_forwarded_for = false) {
    harness_.stop_serving();
    service_ = std::make_unique<HttpService>(harness_,
                                             Harness::listener({.protocol = nodelink::Protocol::Http,
                                                                .idle_timeout_s = idle_seconds,
                                                                .request_timeout_s = request_seconds,
                                                                .x_forwarded_for = x_forwarded_for},
                                                               backends),
                                             scratch_);
    harness_.serve(*service_);
  }

  Peer connect() { return Peer::connect_to(service_->listener().socket->local()); }
  Peer accept() { return harness_.accept(backend_); }

  // The head that arrived, which must be all there is.
  std::string head(Peer& peer) { return harness_.read_until(peer, "\r\n\r\n"); }
  // A message of this length after its head.
  std::string message(Peer& peer, size_t body_bytes) {
    std::string text = head(peer);
    EXPECT_TRUE(harness_.until([&] { return peer.received().size() >= body_bytes; }));
    const std::string rest = peer.take();
    EXPECT_EQ(rest.size(), body_bytes);
    return text + rest;
  }
  // One request over this client's connection, answered by that connection of the backend.
  void exchange(Peer& client, Peer& server) {
    client.send(get);
    EXPECT_EQ(head(server), get);
    server.send(ok);
    EXPECT_EQ(message(client, 2), ok);
  }
  int status(Peer& client) {
    const std::string text = head(client);
    return text.size() > 12 ? std::atoi(text.c_str() + 9) : 0;
  }

  uint64_t errors(Origin origin) { return service_->counters().errors[static_cast<size_t>(origin)].get(); }
  bool all_sessions_end() {
    return harness_.until([&] { return harness_.sessions() == 0; });
  }

  static constexpr char get[] = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  static constexpr char ok[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  Harness harness_;
  Scratch scratch_;
  TestBackend backend_{test_address(2)};
  std::unique_ptr<HttpService> service_;
};

}  // namespace sluice::l7
