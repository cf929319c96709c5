// The server over TLS: what its clients see is what they see without it, and both may use one port.

#include <thread>

#include <gmock/gmock.h>

#include "platform/http/client.h"
#include "platform/http/server_fixture.h"
#include "platform/tls/testing/identities.h"
#include "platform/tls/testing/peer.h"

namespace sluice::http {
namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;

const std::string get_over_tls = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

// A client that talks TLS as soon as it has something to say.
class TlsClient {
 public:
  TlsClient(base::UniqueFd socket, tls::Version newest)
      : peer(std::move(socket), *tls::test_client_context(newest), tls::host("localhost")) {}

  void send(std::string_view bytes) { to_send_ += bytes; }
  void go_on() {
    if (!peer.shake_hands()) return;
    to_send_.erase(0, peer.send(to_send_));
    received += peer.receive(1 << 20);
  }

  tls::Peer peer;
  std::string received;

 private:
  std::string to_send_;
};

class ServerOverTls : public ServerFixture {
 protected:
  void start_tls() {
    start();
    server_->serve_tls(tls::test_server_context());
  }
  TlsClient& connect_tls(tls::Version newest = tls::Version::Tls13) {
    tls_clients_.push_back(std::make_unique<TlsClient>(io::dial(endpoint_), newest));
    return *tls_clients_.back();
  }
  template <class Condition>
  bool until(Condition condition) {
    return ServerFixture::until([&] {
      for (const auto& client : tls_clients_) client->go_on();
      return condition();
    });
  }
  void settle() {
    for (int i = 0; i < 3; ++i) {
      for (const auto& client : tls_clients_) client->go_on();
      ServerFixture::settle();
    }
  }
  bool answered(TlsClient& client, const std::string& answers) {
    return until([&] { return answers_in(client.received) == answers; });
  }
  // Connected, its first request answered, idle.
  TlsClient& settled_client() {
    TlsClient& client = connect_tls();
    client.send(get_over_tls);
    EXPECT_TRUE(answered(client, "200(GET /)"));
    settle();
    return client;
  }

  std::vector<std::unique_ptr<TlsClient>> tls_clients_;
};

TEST_F(ServerOverTls, AConnectionServesManyRequestsAndTheHandlerKnows) {
  start_tls();
  for (const tls::Version newest : {tls::Version::Tls12, tls::Version::Tls13}) {
    requests_.clear();
    TlsClient& client = connect_tls(newest);
    client.send(get_over_tls);
    ASSERT_TRUE(answered(client, "200(GET /)"));
    settle();
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" + get_over_tls);
    ASSERT_TRUE(answered(client, "200(GET /) 200(POST /x hello) 200(GET /)"));
    ASSERT_EQ(requests_.size(), 3u);
    for (const Request& request : requests_) EXPECT_TRUE(request.over_tls);
  }
}

TEST_F(ServerOverTls, PlainRequestsOnTheSamePortAreServedAndToldApart) {
  start_tls();
  RawClient& plain = connect();
  TlsClient& secure = connect_tls();
  plain.send(get_over_tls);
  secure.send("GET /s HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until([&] {
    return answers_in(plain.received()) == "200(GET /)" && answers_in(secure.received) == "200(GET /s)";
  }));
  for (const Request& request : requests_) EXPECT_EQ(request.over_tls, request.target == "/s");
}

TEST_F(ServerOverTls, WithoutAContextAHandshakeIsAMalformedRequest) {
  start();
  TlsClient& client = connect_tls();
  client.send(get_over_tls);
  ASSERT_TRUE(until([&] { return client.peer.failed(); }));
  EXPECT_EQ(client.peer.error(), "the other side does not speak TLS");
  EXPECT_EQ(server_->counters().requests_refused, 1u);
}

TEST_F(ServerOverTls, ANewContextIsForNewConnections) {
  start_tls();
  TlsClient& old = settled_client();
  const base::WallTime now = base::SystemClock{}.wall();
  const auto stranger = tls::make_authority("Stranger", now);
  const auto renewed = tls::issue_server_certificate(stranger, {tls::host("localhost")}, now).value();
  server_->serve_tls(tls::ServerContext::from_pem(renewed.certificate, renewed.key, now).value());
  TlsClient& next = connect_tls();
  next.send(get_over_tls);
  ASSERT_TRUE(until([&] { return next.peer.failed(); }));
  EXPECT_THAT(next.peer.error(), HasSubstr("authority that is not trusted"));
  old.send(get_over_tls);
  EXPECT_TRUE(answered(old, "200(GET /) 200(GET /)"));
}

TEST_F(ServerOverTls, RefusalsAreTheSame) {
  options_.head_bytes_max = 1000;
  options_.body_bytes_max = 1000;
  start_tls();
  const std::pair<std::string, std::string> cases[] = {
      {"nonsense\r\n\r\n", "400(refused)"},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(2000, 'x') + "\r\n\r\n", "431(refused)"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", "413(refused)"},
  };
  for (const auto& [request, answer] : cases) {
    TlsClient& client = connect_tls();
    client.send(request);
    ASSERT_TRUE(answered(client, answer)) << client.received;
    ASSERT_TRUE(until([&] { return client.peer.ended(); })) << "no close_notify";
  }
}

TEST_F(ServerOverTls, LargeMessagesGoBothWays) {
  options_.body_bytes_max = 2 << 20;
  start_tls();
  const std::string body(options_.body_bytes_max, 'b');
  TlsClient& client = connect_tls();
  io::shrink_buffers(client.peer.fd());
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
              body);
  ASSERT_TRUE(answered(client, "200(POST / " + body + ")"));
}

TEST_F(ServerOverTls, TheHandshakeCountsTowardsTheHead) {
  start_tls();
  RawClient& slow = connect();
  const std::string hello("\x16\x03\x01\x02", 4);
  slow.send(hello);
  settle();
  pass(options_.header_timeout - seconds(1));
  EXPECT_FALSE(slow.closed());
  slow.send("\x05");
  settle();
  pass(seconds(1));
  EXPECT_TRUE(slow.closed());
  EXPECT_EQ(slow.received(), "") << "quietly";
  EXPECT_EQ(server_->counters().timeouts, 1u);

  // Done with the handshake, and nothing more.
  TlsClient& mute = connect_tls();
  ASSERT_TRUE(until([&] { return mute.peer.shake_hands(); }));
  settle();
  pass(options_.header_timeout);
  ASSERT_TRUE(until([&] { return mute.peer.closed(); }));
}

TEST_F(ServerOverTls, GarbageBehindTheFirstByteClosesTheConnectionAndNothingElse) {
  start_tls();
  TlsClient& neighbour = settled_client();
  for (const char* garbage : {"\x16garbage and more garbage", "\x16\x03\x01\x01", "\x16"}) {
    RawClient& client = connect();
    client.send(garbage);
    settle();
    client.shutdown_write();
    ASSERT_TRUE(until([&] { return client.closed(); }));
    EXPECT_LE(client.received().size(), 7u) << "more than an alert";
  }
  EXPECT_EQ(server_->counters().tls_failures, 1u) << "the others only ended too early";
  EXPECT_EQ(requests_.size(), 1u);
  neighbour.send(get_over_tls);
  EXPECT_TRUE(answered(neighbour, "200(GET /) 200(GET /)"));
}

TEST_F(ServerOverTls, AnIdleConnectionEndsInAnOrderlyWay) {
  start_tls();
  TlsClient& client = settled_client();
  pass(options_.idle_timeout);
  ASSERT_TRUE(until([&] { return client.peer.closed(); }));
  EXPECT_TRUE(client.peer.ended()) << "no close_notify";
}

TEST_F(ServerOverTls, AClientThatSaysGoodbyeIsAnswered) {
  start_tls();
  TlsClient& client = settled_client();
  client.peer.shutdown_write();
  ASSERT_TRUE(until([&] { return client.peer.closed(); }));
  EXPECT_TRUE(client.peer.ended()) << "no close_notify";
  EXPECT_FALSE(client.peer.was_reset());
}

TEST_F(ServerOverTls, ARequestCutShortReachesNoHandlerAndGetsNoGoodbye) {
  start_tls();
  TlsClient& client = settled_client();
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
  settle();
  client.peer.shutdown_write();
  ASSERT_TRUE(until([&] { return client.peer.closed(); }));
  EXPECT_EQ(requests_.size(), 1u);
  EXPECT_FALSE(client.peer.ended());
}

TEST_F(ServerOverTls, DrainingLetsARequestFinishAndClosesIdleOnes) {
  start_tls();
  TlsClient& idle = settled_client();
  answer_later();
  TlsClient& busy = connect_tls();
  busy.send(get_over_tls);
  ASSERT_TRUE(until([&] { return waiting_.size() == 1; }));
  bool drained = false;
  server_->drain(seconds(5), [&] { drained = true; });
  ASSERT_TRUE(until([&] { return idle.peer.closed(); }));
  EXPECT_TRUE(idle.peer.ended());
  EXPECT_FALSE(drained);
  waiting_[0](Response{.body = "late"});
  ASSERT_TRUE(answered(busy, "200(late)"));
  busy.peer.close();
  EXPECT_TRUE(until([&] { return drained; }));
}

// The blocking client, on a thread of its own, against the same server.
class ClientOverTls : public ServerOverTls {
 protected:
  base::Result<Response, std::string> fetch_by(ClientOptions options, Request request = {}) {
    base::Result<Response, std::string> result(base::Unexpected{std::string("nothing")});
    std::atomic<bool> done = false;
    std::jthread thread([&] {
      result = fetch(endpoint_, request, std::move(options));
      done = true;
    });
    EXPECT_TRUE(io::turn_until(loop_, [&] { return done.load(); }));
    return result;
  }
};

TEST_F(ClientOverTls, SendsAndReceivesAndNamesItsHost) {
  start_tls();
  for (const char* name : {"localhost", "127.0.0.1", ""}) {
    const auto response = fetch_by({.host = name, .tls = tls::test_client_context()},
                                   {.method = "POST", .target = "/x", .body = std::string(100'000, 'b')});
    ASSERT_TRUE(response) << response.error();
    EXPECT_EQ(response->body, "POST /x " + std::string(100'000, 'b'));
    EXPECT_EQ(find_header(requests_.back().headers, "host"),
              (*name == '\0' ? "127.0.0.1" : name) + (":" + std::to_string(endpoint_.port)));
    EXPECT_TRUE(requests_.back().over_tls);
  }
}

TEST_F(ClientOverTls, KeepsItsConnectionAndReplacesOneThatWasClosed) {
  start_tls();
  std::vector<int> statuses;
  std::atomic<int> done = 0;
  std::atomic<bool> drop = false;
  std::jthread thread([&] {
    Client client(endpoint_, {.tls = tls::test_client_context()});
    for (int i = 0; i < 3; ++i) {
      while (i == 2 && !drop) std::this_thread::yield();
      const auto response = client.send({});
      statuses.push_back(response ? response->status : 0);
      ++done;
    }
  });
  ASSERT_TRUE(io::turn_until(loop_, [&] { return done == 2; }));
  EXPECT_EQ(server_->counters().connections, 1u);
  ServerFixture::settle();
  pass(options_.idle_timeout);
  drop = true;
  ASSERT_TRUE(io::turn_until(loop_, [&] { return done == 3; }));
  EXPECT_EQ(server_->counters().connections, 2u);
  EXPECT_EQ(statuses, (std::vector{200, 200, 200}));
}

TEST_F(ClientOverTls, SaysWhyItDoesNotTrustTheServer) {
  start_tls();
  const std::string port = std::to_string(endpoint_.port);
  const auto now = base::SystemClock{}.wall();
  const auto stranger = tls::make_authority("Stranger", now);
  const auto others = tls::ClientContext::trusting_pem(stranger.certificate).value();
  EXPECT_EQ(fetch_by({.host = "localhost", .tls = others}).error(),
            "cannot connect to localhost:" + port +
                " by TLS: the server's certificate comes from an authority that is not trusted");
  EXPECT_EQ(fetch_by({.host = "other.example", .tls = tls::test_client_context()}).error(),
            "cannot connect to other.example:" + port +
                " by TLS: the server's certificate is for others: localhost, 127.0.0.1");
  EXPECT_TRUE(requests_.empty());
}

TEST_F(ClientOverTls, SaysThatAnAnswerWasCutOff) {
  start_tls();
  answer_later();
  std::string error;
  std::jthread thread([&] { error = fetch(endpoint_, {}, {.tls = tls::test_client_context()}).error(); });
  ASSERT_TRUE(io::turn_until(loop_, [&] { return waiting_.size() == 1; }));
  server_.reset();
  thread.join();
  EXPECT_EQ(error, "the connection was cut: no close_notify came");
}

TEST_F(ClientOverTls, SaysThatAPlainServerSpeaksNoTls) {
  start();
  EXPECT_EQ(
      fetch_by({.tls = tls::test_client_context()}).error(),
      "cannot connect to " + base::format_endpoint(endpoint_) + " by TLS: the other side does not speak TLS");
}

}  // namespace
}  // namespace sluice::http
