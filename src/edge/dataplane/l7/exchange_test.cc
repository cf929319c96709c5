// One request and its response: framing, streaming, interim responses, repetition, tunnels.

#include "edge/dataplane/l7/exchange.h"

#include <random>

#include "edge/dataplane/l7/http_test_fixture.h"

namespace sluice::l7 {
namespace {

class ExchangeTest : public HttpForwarding {
 protected:
  // A client with a pooled connection to the backend: one exchange is behind them.
  std::pair<Peer, Peer> warm() {
    Peer client = connect();
    client.send(get);
    Peer server = accept();
    EXPECT_EQ(head(server), get);
    server.send(ok);
    EXPECT_EQ(message(client, 2), ok);
    return {std::move(client), std::move(server)};
  }
  // A connection on which this request has arrived.
  std::pair<Peer, Peer> requested(const std::string& request, const std::string& arrives_until = "\r\n\r\n") {
    Peer client = connect();
    client.send(request);
    Peer server = accept();
    harness_.read_until(server, arrives_until);
    return {std::move(client), std::move(server)};
  }
  static std::string noise(size_t bytes) {
    std::mt19937 random(11);
    std::string text(bytes, '\0');
    for (char& c : text) c = static_cast<char>(random());
    return text;
  }
  // Lets `from` send while `to` reads, until `to` has received that much.
  testing::AssertionResult transfer(Peer& from, Peer& to, size_t bytes) {
    const bool done = harness_.until([&] {
      from.flush();
      return to.received().size() >= bytes;
    });
    if (done) return testing::AssertionSuccess();
    return testing::AssertionFailure()
           << "only " << to.received().size() << " of " << bytes << " bytes arrived";
  }

  static constexpr size_t two_buffers = BufferPool::large_bytes + 2 * BufferPool::small_bytes;
};

TEST_F(ExchangeTest, ChunkedBodiesPassUnchangedBothWays) {
  const std::string body = "3\r\nabc\r\nA;ext=1\r\n0123456789\r\n0\r\nX-Trailer: t\r\n\r\n";
  auto [client, server] =
      requested("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
  EXPECT_EQ(harness_.read_until(server, "t\r\n\r\n"), body);
  server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
  EXPECT_EQ(head(client), "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
  EXPECT_EQ(harness_.read_until(client, "t\r\n\r\n"), body);
  exchange(client, server);
}

TEST_F(ExchangeTest, BytesAreForwardedAsTheyCome) {
  auto [client, server] = requested("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n");
  client.send("abc");
  EXPECT_EQ(harness_.read_until(server, "abc"), "abc");
  client.send("def");
  EXPECT_EQ(harness_.read_until(server, "def"), "def");
  server.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
  head(client);
  server.send("uvw");
  EXPECT_EQ(harness_.read_until(client, "uvw"), "uvw");
  server.send("xyz");
  EXPECT_EQ(harness_.read_until(client, "xyz"), "xyz");
  exchange(client, server);
}

TEST_F(ExchangeTest, LargeUploadToASlowReaderKeepsMemoryBounded) {
  const std::string body = noise(32 * 1024 * 1024);
  auto [client, server] =
      requested("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  server.shrink();
  client.send(body);
  harness_.settle();
  ASSERT_FALSE(client.flush()) << "what the server does not take must stay with the client";
  ASSERT_TRUE(transfer(client, server, body.size()));
  EXPECT_TRUE(server.take() == body);
  server.send(ok);
  EXPECT_EQ(message(client, 2), ok);
  EXPECT_LE(harness_.buffers().bytes_in_use_peak(), two_buffers);
  exchange(client, server);
}

TEST_F(ExchangeTest, LargeDownloadToASlowReaderKeepsMemoryBounded) {
  const std::string body = noise(32 * 1024 * 1024);
  auto [client, server] = requested(get);
  client.shrink();
  server.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  harness_.settle();
  ASSERT_FALSE(server.flush()) << "what the client does not take must stay with the server";
  head(client);
  ASSERT_TRUE(transfer(server, client, body.size()));
  EXPECT_TRUE(client.take() == body);
  EXPECT_LE(harness_.buffers().bytes_in_use_peak(), two_buffers);
  exchange(client, server);
}

TEST_F(ExchangeTest, LargeChunkedBodiesKeepMemoryBounded) {
  std::string body;
  const std::string data = noise(70'000);
  for (int i = 0; i < 100; ++i) body += "11170\r\n" + data + "\r\n";
  body += "0\r\n\r\n";
  auto [client, server] = requested("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  client.send(body);
  ASSERT_TRUE(transfer(client, server, body.size()));
  EXPECT_TRUE(server.take() == body);
  server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
  ASSERT_TRUE(harness_.until([&] { return client.has("\r\n\r\n"); }));
  head(client);
  ASSERT_TRUE(transfer(server, client, body.size()));
  EXPECT_TRUE(client.take() == body);
  EXPECT_LE(harness_.buffers().bytes_in_use_peak(), two_buffers);
}

TEST_F(ExchangeTest, ExpectContinueIsPassedEndToEnd) {
  const std::string request =
      "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
  auto [client, server] = requested(request);
  server.send("HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(head(client), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("body");
  EXPECT_EQ(harness_.read_until(server, "body"), "body");
  server.send(ok);
  EXPECT_EQ(message(client, 2), ok);
  exchange(client, server);
}

TEST_F(ExchangeTest, RefusedExpectationEndsTheConnectionAfterTheAnswer) {
  auto [client, server] =
      requested("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  server.send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(head(client),
            "HTTP/1.1 417 Expectation Failed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_FALSE(client.was_reset());
  EXPECT_TRUE(harness_.ends(server)) << "half a request must not be followed by another one";
}

TEST_F(ExchangeTest, InterimResponsesArePassedInOrder) {
  auto [client, server] = requested(get);
  server.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 O");
  EXPECT_EQ(harness_.read_until(client, "Processing\r\n\r\n"),
            "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n");
  server.send("K\r\nContent-Length: 2\r\n\r\nok");
  EXPECT_EQ(message(client, 2), ok);
}

TEST_F(ExchangeTest, EndlessInterimResponsesAreCutOff) {
  auto [client, server] = requested(get);
  std::string interim;
  for (int i = 0; i <= interim_responses_max; ++i) interim += "HTTP/1.1 102 Processing\r\n\r\n";
  server.send(interim);
  EXPECT_TRUE(harness_.until([&] { return client.has("502 Bad Gateway") || client.ended(); }));
}

TEST_F(ExchangeTest, Http10ClientSeesNoInterimResponseAndNoChunks) {
  auto [client, server] = requested("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
  server.send(
      "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
  EXPECT_EQ(harness_.read_until(client, "abc"), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc");
  server.send("5\r\ndefgh\r\n0\r\n\r\n");
  EXPECT_EQ(harness_.read_until(client, "defgh"), "defgh");
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_FALSE(client.was_reset());
}

TEST_F(ExchangeTest, Http10ClientMayKeepItsConnection) {
  auto [client, server] = requested("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");
  server.send(ok);
  EXPECT_EQ(message(client, 2), "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok");
  client.send("GET / HTTP/1.0\r\nHost: a\r\n\r\n");
  EXPECT_EQ(head(server), get);
  server.send(ok);
  EXPECT_EQ(message(client, 2), "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
  EXPECT_TRUE(harness_.ends(client));
}

TEST_F(ExchangeTest, ResponseUntilCloseLastsUntilTheBackendCloses) {
  for (const char* version : {"HTTP/1.0", "HTTP/1.1"}) {
    auto [client, server] = requested(get);
    server.send(std::string(version) + " 200 OK\r\n\r\nfirst");
    EXPECT_EQ(harness_.read_until(client, "first"), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfirst");
    server.send("second");
    EXPECT_EQ(harness_.read_until(client, "second"), "second");
    EXPECT_FALSE(client.ended());
    server.close();
    EXPECT_TRUE(harness_.ends(client)) << version;
    EXPECT_FALSE(client.was_reset()) << version;
  }
}

TEST_F(ExchangeTest, ResetInsteadOfTheEndOfAResponseUntilCloseIsPassedOn) {
  auto [client, server] = requested(get);
  server.send("HTTP/1.1 200 OK\r\n\r\nfirst");
  harness_.read_until(client, "first");
  server.reset();
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(client.was_reset());
}

TEST_F(ExchangeTest, ResponsesWithoutBodyEndWithTheirHead) {
  auto [client, server] = warm();
  const std::pair<std::string, std::string> rows[] = {
      {"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"},
      {"HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"},
      {get, "HTTP/1.1 204 No Content\r\n\r\n"},
      {get, "HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n"},
  };
  for (const auto& [request, response] : rows) {
    client.send(request);
    EXPECT_EQ(head(server), request);
    server.send(response);
    EXPECT_EQ(head(client), response);
  }
  exchange(client, server);
}

TEST_F(ExchangeTest, BytesAfterAResponseAreNeverGivenToTheNextRequest) {
  auto [client, server] = warm();
  client.send(get);
  head(server);
  server.send(std::string(ok) + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison");
  EXPECT_EQ(message(client, 2), ok);
  client.send(get);
  Peer fresh = accept();
  EXPECT_EQ(head(fresh), get);
  fresh.send(ok);
  EXPECT_EQ(message(client, 2), ok);
}

TEST_F(ExchangeTest, PoolIsLeftBeforeASlowClientHasTakenItsResponse) {
  auto [slow, server] = requested(get);
  slow.shrink();
  const std::string body = noise(256 * 1024);
  server.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  ASSERT_TRUE(harness_.until([&] { return server.flush() && service_->upstreams().idle_count() == 1; }));
  Peer other = connect();
  exchange(other, server);
}

TEST_F(ExchangeTest, BackendThatSaysCloseIsNotReused) {
  auto [client, server] = requested(get);
  server.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
  EXPECT_EQ(message(client, 2), ok) << "the client's connection goes on";
  client.send(get);
  Peer fresh = accept();
  EXPECT_EQ(head(fresh), get);
}

TEST_F(ExchangeTest, EarlyResponseIsPassedWhileTheRequestIsStillComing) {
  auto [client, server] = requested("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc", "abc");
  server.send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 2\r\n\r\nno");
  EXPECT_EQ(message(client, 2),
            "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
  client.send("the rest that nobody wants");
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_FALSE(client.was_reset());
  client.close();
  EXPECT_TRUE(all_sessions_end());
}

TEST_F(ExchangeTest, RequestThatGoesOnAfterItsWholeResponseIsNotForwarded) {
  // The response is complete here long before the client has taken it, and the client keeps sending
  // meanwhile.
  auto [client, server] = requested("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc", "abc");
  client.shrink();
  const std::string body = noise(256 * 1024);
  server.send("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_TRUE(harness_.ends(server));
  client.send("more of the request");
  harness_.settle();
  head(client);
  ASSERT_TRUE(transfer(server, client, body.size()));
  EXPECT_TRUE(client.take() == body);
}

TEST_F(ExchangeTest, RequestStreamsOnWhileItsResponseStreams) {
  auto [client, server] =
      requested("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n!\r\n", "!\r\n");
  server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nA\r\n");
  harness_.read_until(client, "A\r\n");
  client.send("1\r\nb\r\n");
  harness_.read_until(server, "b\r\n");
  server.send("1\r\nB\r\n");
  harness_.read_until(client, "B\r\n");
  client.send("0\r\n\r\n");
  harness_.read_until(server, "0\r\n\r\n");
  server.send("0\r\n\r\n");
  EXPECT_EQ(harness_.read_until(client, "0\r\n\r\n"), "0\r\n\r\n");
  EXPECT_TRUE(harness_.ends(client));
}

TEST_F(ExchangeTest, MalformedChunkInMidRequestIsRefusedAndNotPassedOn) {
  auto [client, server] =
      requested("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n!\r\n", "!\r\n");
  client.send("G\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n");
  EXPECT_EQ(status(client), 400);
  EXPECT_TRUE(harness_.ends(server));
  EXPECT_EQ(server.take(), "");
}

TEST_F(ExchangeTest, AnswerBeforeARefusedUploadReachesTheClient) {
  // The backend answers and closes while megabytes are on their way to it.
  Peer client = connect();
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n" + std::string(200'000, 'x'));
  Peer server = accept();
  head(server);
  server.take();
  server.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
  harness_.settle();
  server.close();
  EXPECT_EQ(status(client), 403);
  EXPECT_FALSE(client.was_reset());
}

TEST_F(ExchangeTest, StalePooledConnectionIsReplacedWithoutTheClientNoticing) {
  auto [client, server] = warm();
  client.send(get);
  head(server);
  server.close();  // the request was on its way when the backend had enough
  Peer fresh = accept();
  EXPECT_EQ(head(fresh), get) << "the same bytes again";
  fresh.send(ok);
  EXPECT_EQ(message(client, 2), ok);
  EXPECT_EQ(service_->counters().backend_retries.get(), 1u);
}

TEST_F(ExchangeTest, IdempotentRequestWithItsBodyInTheBufferIsRepeatedWhole) {
  auto [client, server] = warm();
  const std::string put = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
  client.send(put);
  harness_.read_until(server, "body");
  server.reset();
  Peer fresh = accept();
  EXPECT_EQ(harness_.read_until(fresh, "body"), put);
  fresh.send(ok);
  EXPECT_EQ(message(client, 2), ok);
}

TEST_F(ExchangeTest, PipelinedFollowerSurvivesTheRepetition) {
  auto [client, server] = warm();
  client.send(std::string("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n") + "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  head(server);
  server.close();
  Peer fresh = accept();
  EXPECT_EQ(head(fresh), "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
  fresh.send(ok);
  EXPECT_EQ(head(fresh), "GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
}

TEST_F(ExchangeTest, RequestIsRepeatedOnceOnly) {
  auto [client, server] = warm();
  client.send(get);
  head(server);
  server.close();
  Peer fresh = accept();
  head(fresh);
  fresh.close();
  EXPECT_EQ(status(client), 502);
  EXPECT_FALSE(backend_.accept());
}

TEST_F(ExchangeTest, FreshConnectionThatBreaksIsNotRepeated) {
  auto [client, server] = requested(get);
  server.close();
  EXPECT_EQ(status(client), 502);
  harness_.settle();
  EXPECT_FALSE(backend_.accept());
}

TEST_F(ExchangeTest, PostIsNeverRepeated) {
  auto [client, server] = warm();
  client.send("POST /pay HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
  harness_.read_until(server, "body");
  server.close();
  EXPECT_EQ(status(client), 502);
  harness_.settle();
  EXPECT_FALSE(backend_.accept());
}

TEST_F(ExchangeTest, NothingIsRepeatedOnceTheBackendHasAnswered) {
  auto [client, server] = warm();
  client.send(get);
  head(server);
  server.send("H");
  harness_.settle();
  server.close();
  EXPECT_EQ(status(client), 502);
  harness_.settle();
  EXPECT_FALSE(backend_.accept());
}

TEST_F(ExchangeTest, StreamedBodyIsNotRepeated) {
  auto [client, server] = warm();
  client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\nbody");
  harness_.read_until(server, "body");
  client.send("more");
  harness_.read_until(server, "more");
  server.close();
  EXPECT_EQ(status(client), 502);
}

TEST_F(ExchangeTest, UpgradeOpensATunnel) {
  auto [client, server] =
      requested("GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  server.send(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nfirst frame");
  EXPECT_EQ(
      harness_.read_until(client, "first frame"),
      "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nfirst frame");
  client.send("anything, even\r\n\r\nthis");
  EXPECT_EQ(harness_.read_until(server, "this"), "anything, even\r\n\r\nthis");
  const std::string large = noise(4 * 1024 * 1024);
  server.send(large);
  ASSERT_TRUE(transfer(server, client, large.size()));
  EXPECT_TRUE(client.take() == large);
  harness_.settle();
  EXPECT_EQ(harness_.buffers().bytes_in_use(), 0u);
  client.shutdown_write();
  EXPECT_TRUE(harness_.ends(server));
  server.close();
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(all_sessions_end());
}

TEST_F(ExchangeTest, FramesSentRightAfterTheUpgradeRequestArriveAfterTheSwitch) {
  auto [client, server] =
      requested("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nimpatient");
  harness_.settle();
  EXPECT_EQ(server.take(), "") << "not before the backend has agreed";
  server.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  EXPECT_EQ(harness_.read_until(server, "impatient"), "impatient");
  head(client);
}

TEST_F(ExchangeTest, DeclinedUpgradeIsAnOrdinaryResponse) {
  auto [client, server] =
      requested("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  server.send(ok);
  EXPECT_EQ(message(client, 2), ok);
  exchange(client, server);
}

TEST_F(ExchangeTest, TunnelEndsWithItsListenerAndOutlivesADrain) {
  auto [client, server] =
      requested("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  server.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  head(client);
  service_->drain_sessions();
  client.send("ping");
  EXPECT_EQ(harness_.read_until(server, "ping"), "ping");
  service_->stop_sessions();
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(harness_.ends(server));
}

TEST_F(ExchangeTest, SlowDownloadOutlivesTheStallTimeoutWhileBytesMove) {
  auto [client, server] = requested(get);
  client.shrink();
  server.send("HTTP/1.1 200 OK\r\nContent-Length: 33554432\r\n\r\n" + noise(32 * 1024 * 1024));
  // More than the kernel buffers between proxy and client: taking less might not reach the proxy at all.
  constexpr size_t taken_per_round = 5 * 1024 * 1024;
  std::string drop(256 * 1024, '\0');
  // A little less than the timeout, many times over: bytes that move at the very instant may come too late.
  constexpr auto pause = transfer_stall_timeout - std::chrono::seconds(1);
  for (int round = 0; round < 4; ++round) {
    harness_.pass(pause);
    ASSERT_EQ(harness_.sessions(), 1) << "round " << round;
    for (size_t taken = 0; taken < taken_per_round;) {
      const ssize_t got = ::recv(client.fd(), drop.data(), drop.size(), 0);
      if (got > 0) taken += static_cast<size_t>(got);
      server.flush();
      harness_.loop().turn(std::chrono::milliseconds(1));
    }
  }
  // What the kernel still moves into its own buffers counts as movement.
  constexpr int timeouts_until_buffers_are_full = 8;
  for (int i = 0; i < timeouts_until_buffers_are_full && harness_.sessions() > 0; ++i) {
    harness_.pass(transfer_stall_timeout);
  }
  EXPECT_TRUE(all_sessions_end()) << "but not one that takes nothing";
  EXPECT_EQ(errors(Origin::Downstream), 1u);
}

TEST_F(ExchangeTest, LargestHeadsFitAndLargerOnesAreRefused) {
  const auto with_head_of = [](const std::string& start, size_t bytes, const std::string& end) {
    return start + std::string(bytes - start.size() - end.size(), 'x') + end;
  };
  auto [client, server] = warm();
  for (const bool fits : {true, false}) {
    client.send(get);
    head(server);
    const size_t bytes = head_limits.head_bytes_max + (fits ? 0 : 1);
    server.send(with_head_of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nA: ", bytes, "\r\n\r\n") + "ok");
    EXPECT_EQ(status(client), fits ? 200 : 502);
    harness_.settle();
    client.take();
  }
  Peer other = connect();
  other.send(with_head_of("GET / HTTP/1.1\r\nHost: a\r\nA: ", head_limits.head_bytes_max, "\r\n\r\n"));
  Peer fresh = accept();
  EXPECT_EQ(head(fresh).size(), head_limits.head_bytes_max);
}

}  // namespace
}  // namespace sluice::l7
