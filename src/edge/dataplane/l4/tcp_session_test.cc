#include "edge/dataplane/l4/tcp_session.h"

#include <random>

#include <gtest/gtest.h>

#include "edge/dataplane/l4/tcp_service.h"
#include "edge/dataplane/testing/harness.h"

namespace sluice::l4 {
namespace {

using edgetest::Harness;
using edgetest::Peer;
using edgetest::test_address;
using edgetest::TestBackend;
using session::BufferPool;

constexpr int idle_seconds = 30;

class TcpForwarding : public ::testing::Test {
 protected:
  // A connection through a listener with these backends.
  Peer client_of(const std::vector<base::Endpoint>& backends) {
    service_ = std::make_unique<TcpService>(
        harness_,
        Harness::listener({.protocol = nodelink::Protocol::Tcp, .established_timeout_s = idle_seconds},
                          backends));
    harness_.serve(*service_);
    return another_client();
  }
  Peer another_client() { return Peer::connect_to(service_->listener().socket->local()); }
  uint64_t errors(session::Origin origin) {
    return service_->counters().errors[static_cast<size_t>(origin)].get();
  }
  bool all_sessions_end() {
    return harness_.until([&] { return harness_.sessions() == 0; });
  }

  ~TcpForwarding() override {
    harness_.stop_serving();
    service_.reset();
    harness_.settle();
    EXPECT_EQ(harness_.buffers().bytes_in_use(), 0u) << "every buffer came back";
  }

  Harness harness_;
  TestBackend backend_{test_address(2)};
  std::unique_ptr<TcpService> service_;
};

TEST_F(TcpForwarding, BytesCrossBothWays) {
  Peer client = client_of({backend_.endpoint()});
  client.send("question");
  Peer server = harness_.accept(backend_);
  EXPECT_EQ(harness_.read_until(server, "question"), "question");
  server.send("answer");
  EXPECT_EQ(harness_.read_until(client, "answer"), "answer");
  EXPECT_EQ(service_->counters().client_bytes_in.get(), 8u);
  EXPECT_EQ(service_->counters().client_bytes_out.get(), 6u);
}

TEST_F(TcpForwarding, ServerMaySpeakFirst) {
  Peer client = client_of({backend_.endpoint()});
  Peer server = harness_.accept(backend_);
  server.send("220 ready\r\n");
  EXPECT_EQ(harness_.read_until(client, "\r\n"), "220 ready\r\n");
}

TEST_F(TcpForwarding, HalfCloseIsPassedOnAndTheOtherDirectionGoesOn) {
  Peer client = client_of({backend_.endpoint()});
  client.send("all I have to say");
  client.shutdown_write();
  Peer server = harness_.accept(backend_);
  ASSERT_TRUE(harness_.ends(server));
  EXPECT_EQ(server.take(), "all I have to say");
  EXPECT_FALSE(server.was_reset());
  server.send("the answer, after the end of the question");
  EXPECT_EQ(harness_.read_until(client, "question"), "the answer, after the end of the question");
  server.close();
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_FALSE(client.was_reset());
  EXPECT_TRUE(all_sessions_end());
}

TEST_F(TcpForwarding, ResetByTheClientResetsTheBackend) {
  Peer client = client_of({backend_.endpoint()});
  client.send("x");
  Peer server = harness_.accept(backend_);
  harness_.read_until(server, "x");
  client.reset();
  EXPECT_TRUE(harness_.ends(server));
  EXPECT_TRUE(server.was_reset());
  EXPECT_TRUE(all_sessions_end());
  EXPECT_EQ(errors(session::Origin::Downstream), 1u);
}

TEST_F(TcpForwarding, ResetByTheBackendResetsTheClient) {
  Peer client = client_of({backend_.endpoint()});
  client.send("x");
  Peer server = harness_.accept(backend_);
  harness_.read_until(server, "x");
  server.reset();
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(client.was_reset());
  EXPECT_EQ(errors(session::Origin::Upstream), 1u);
}

TEST_F(TcpForwarding, RefusedBackendIsReplacedByAnother) {
  TestBackend refusing(test_address(3));
  refusing.stop();
  Peer client = client_of({refusing.endpoint(), backend_.endpoint()});
  client.send("hello");
  Peer server = harness_.accept(backend_);
  EXPECT_EQ(harness_.read_until(server, "hello"), "hello");
  EXPECT_EQ(service_->counters().backend_retries.get(), 1u);
}

TEST_F(TcpForwarding, NoMoreThanTheBoundOfBackendsIsTried) {
  std::vector<base::Endpoint> refusing;
  for (uint8_t host = 10; host < 20; ++host) {
    TestBackend gone{test_address(host)};
    refusing.push_back(gone.endpoint());
    gone.stop();
  }
  Peer client = client_of(refusing);
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(client.was_reset());
  EXPECT_EQ(service_->counters().backend_retries.get(), session::connect_attempts_max - 1);
  EXPECT_EQ(errors(session::Origin::Upstream), 1u);
}

TEST_F(TcpForwarding, WithoutABackendTheClientIsReset) {
  Peer client = client_of({});
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(client.was_reset());
}

TEST_F(TcpForwarding, BackendsTakeTurns) {
  TestBackend other(test_address(3));
  std::vector<Peer> clients;
  clients.push_back(client_of({backend_.endpoint(), other.endpoint()}));
  for (int i = 0; i < 5; ++i) clients.push_back(another_client());
  std::vector<Peer> servers;
  for (int i = 0; i < 3; ++i) servers.push_back(harness_.accept(backend_));
  for (int i = 0; i < 3; ++i) servers.push_back(harness_.accept(other));
}

TEST_F(TcpForwarding, IdleConnectionIsClosedAfterItsTimeoutAndHoldsNoBuffer) {
  Peer client = client_of({backend_.endpoint()});
  client.send("x");
  Peer server = harness_.accept(backend_);
  harness_.read_until(server, "x");
  harness_.settle();
  EXPECT_EQ(harness_.buffers().bytes_in_use(), 0u);
  harness_.pass(std::chrono::seconds(idle_seconds - 1));
  EXPECT_FALSE(client.ended());
  harness_.pass(std::chrono::seconds(2));
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(harness_.ends(server));
  EXPECT_FALSE(client.was_reset());
}

TEST_F(TcpForwarding, EveryByteInEitherDirectionStartsTheIdleTimeoutAnew) {
  Peer client = client_of({backend_.endpoint()});
  Peer server = harness_.accept(backend_);
  for (int i = 0; i < 6; ++i) {
    harness_.pass(std::chrono::seconds(idle_seconds - 2));
    Peer& from = i % 2 == 0 ? client : server;
    Peer& to = i % 2 == 0 ? server : client;
    from.send("x");
    ASSERT_EQ(harness_.read_until(to, "x"), "x");
  }
}

TEST_F(TcpForwarding, SlowReaderHoldsTheSenderBackAndEveryByteArrives) {
  Peer client = client_of({backend_.endpoint()});
  Peer server = harness_.accept(backend_);
  server.shrink();
  std::string sent(24 * 1024 * 1024, '\0');
  std::mt19937 random(7);
  for (char& c : sent) c = static_cast<char>(random());
  client.send(sent);
  // Nobody reads: what the kernel does not buffer stays with the client.
  harness_.settle();
  ASSERT_FALSE(client.flush()) << "the proxy has swallowed what the server did not take";
  EXPECT_LE(harness_.buffers().bytes_in_use_peak(), BufferPool::large_bytes + BufferPool::small_bytes);
  ASSERT_TRUE(harness_.until([&] {
    client.flush();
    return server.received().size() == sent.size();
  }));
  EXPECT_TRUE(server.received() == sent);
  EXPECT_LE(harness_.buffers().bytes_in_use_peak(), BufferPool::large_bytes + BufferPool::small_bytes);
}

TEST_F(TcpForwarding, SlowTransferOutlivesTheIdleTimeoutWhileBytesMove) {
  Peer client = client_of({backend_.endpoint()});
  Peer server = harness_.accept(backend_);
  server.shrink();
  client.send(std::string(16 * 1024 * 1024, 'x'));
  harness_.settle();
  // A few reads per timeout: the write that is under way does not complete in between.
  std::string drop(32 * 1024, '\0');
  for (int round = 0; round < 8; ++round) {
    harness_.pass(std::chrono::seconds(idle_seconds));
    ASSERT_EQ(harness_.sessions(), 1) << "round " << round;
    for (size_t taken = 0; taken < 256 * 1024;) {
      const ssize_t got = ::recv(server.fd(), drop.data(), drop.size(), 0);
      if (got > 0) taken += static_cast<size_t>(got);
      harness_.loop().turn(std::chrono::milliseconds(1));
    }
  }
  // And when nothing moves, it ends.
  harness_.pass(std::chrono::seconds(idle_seconds));
  harness_.pass(std::chrono::seconds(idle_seconds));
  EXPECT_TRUE(all_sessions_end());
}

TEST_F(TcpForwarding, AnswerThatWasSentBeforeARefusedWriteStillArrives) {
  Peer client = client_of({backend_.endpoint()});
  Peer server = harness_.accept(backend_);
  client.send("request");
  harness_.read_until(server, "request");
  server.send("goodbye");
  server.close();
  EXPECT_EQ(harness_.read_until(client, "goodbye"), "goodbye");
  // The backend is gone for good, which what the client says next finds out.
  EXPECT_TRUE(harness_.until([&] {
    client.send("too late");
    return client.ended();
  }));
  EXPECT_TRUE(all_sessions_end());
}

TEST_F(TcpForwarding, StoppedListenerClosesItsConnectionsAndADrainLeavesThemAlone) {
  Peer client = client_of({backend_.endpoint()});
  Peer server = harness_.accept(backend_);
  service_->drain_sessions();
  harness_.settle();
  client.send("still here");
  EXPECT_EQ(harness_.read_until(server, "here"), "still here");
  service_->stop_sessions();
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(harness_.ends(server));
  EXPECT_FALSE(service_->has_sessions());
}

TEST_F(TcpForwarding, ConnectionsFollowANewPoolAtOnce) {
  TestBackend other(test_address(3));
  Peer first = client_of({backend_.endpoint()});
  Peer server = harness_.accept(backend_);
  service_->replace(Harness::with_pool(service_->listener(), {other.endpoint()}));
  Peer second = another_client();
  Peer moved = harness_.accept(other);
  first.send("the first stays where it is");
  EXPECT_EQ(harness_.read_until(server, "it is"), "the first stays where it is");
}

}  // namespace
}  // namespace sluice::l4
