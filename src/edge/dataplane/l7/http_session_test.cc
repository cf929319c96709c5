// The life of a client's connection: requests one after the other, errors, timeouts, endings.

#include "edge/dataplane/l7/http_session.h"

#include "edge/dataplane/l7/http_test_fixture.h"

namespace sluice::l7 {
namespace {

class HttpSessionTest : public HttpForwarding {};

TEST_F(HttpSessionTest, KeepsBothConnectionsForTheNextRequest) {
  Peer client = connect();
  client.send(get);
  Peer server = accept();
  EXPECT_EQ(head(server), get);
  server.send(ok);
  EXPECT_EQ(message(client, 2), ok);
  for (int i = 0; i < 10; ++i) exchange(client, server);
  EXPECT_EQ(service_->counters().requests.get(), 11u);
  EXPECT_EQ(service_->counters().connections.get(), 1u);
  EXPECT_EQ(service_->counters().backend_connects.get(), 1u);
  EXPECT_EQ(service_->counters().backend_reuses.get(), 10u);
}

TEST_F(HttpSessionTest, AnotherClientUsesTheIdleBackendConnection) {
  Peer first = connect();
  first.send(get);
  Peer server = accept();
  head(server);
  server.send(ok);
  message(first, 2);
  Peer second = connect();
  exchange(second, server);
  EXPECT_FALSE(backend_.accept());
}

TEST_F(HttpSessionTest, IdleConnectionsHoldNoBuffer) {
  Peer client = connect();
  client.send(get);
  Peer server = accept();
  head(server);
  server.send(ok);
  message(client, 2);
  harness_.settle();
  EXPECT_EQ(harness_.buffers().bytes_in_use(), 0u);
}

TEST_F(HttpSessionTest, HeadMayArriveByteByByte) {
  Peer client = connect();
  for (const char c : std::string_view(get)) {
    client.send({&c, 1});
    harness_.loop().turn(std::chrono::milliseconds(1));
  }
  Peer server = accept();
  EXPECT_EQ(head(server), get);
}

TEST_F(HttpSessionTest, PipelinedRequestsAreAnsweredInOrder) {
  Peer client = connect();
  std::string requests;
  for (int i = 0; i < 5; ++i) requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  client.send(requests);
  Peer server = accept();
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(head(server), "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    harness_.settle();
    EXPECT_FALSE(server.has("GET")) << "the next one waits for this answer";
    server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + std::to_string(i));
  }
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(harness_.read_until(client, "\r\n\r\n" + std::to_string(i)),
              "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + std::to_string(i));
  }
}

TEST_F(HttpSessionTest, PipelinedRequestsWithBodiesAreCutApart) {
  Peer client = connect();
  client.send(
      "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
      "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ndef\r\n0\r\n\r\n"
      "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n");
  Peer server = accept();
  EXPECT_EQ(harness_.read_until(server, "abc"),
            "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
  server.send(ok);
  EXPECT_EQ(harness_.read_until(server, "0\r\n\r\n"),
            "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ndef\r\n0\r\n\r\n");
  server.send(ok);
  EXPECT_EQ(head(server), "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n");
  server.send(ok);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(harness_.read_until(client, "\r\n\r\nok"), ok);
}

TEST_F(HttpSessionTest, ManyPipelinedRequestsThatEndInsideAHeadAreAllServed) {
  // More than one buffer of requests, so that heads are cut by the buffer's end.
  const std::string request =
      "GET / HTTP/1.1\r\nHost: a\r\nX-Padding: " + std::string(1000, 'p') + "\r\n\r\n";
  Peer client = connect();
  std::string requests;
  for (int i = 0; i < 60; ++i) requests += request;
  client.send(requests);
  Peer server = accept();
  for (int i = 0; i < 60; ++i) {
    ASSERT_EQ(head(server), request) << i;
    server.send(ok);
    ASSERT_EQ(message(client, 2), ok) << i;
    client.flush();
  }
}

TEST_F(HttpSessionTest, ConnectionCloseIsHonouredAndSaid) {
  Peer client = connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  Peer server = accept();
  EXPECT_EQ(head(server), get) << "the backend's connection is kept";
  server.send(ok);
  EXPECT_EQ(head(client), "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n");
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_FALSE(client.was_reset());
  Peer next = connect();
  exchange(next, server);
}

struct Refusal {
  const char* what;
  std::string request;
  int status;
};

TEST_F(HttpSessionTest, WhatCannotBeForwardedSafelyIsRefusedAndNeverReachesABackend) {
  const std::string line = "GET / HTTP/1.1\r\nHost: a\r\n";
  const Refusal refusals[] = {
      {"both lengths",
       "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400},
      {"a length with a sign", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n", 400},
      {"chunked is not last", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
       400},
      {"chunked in disguise", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", 400},
      {"chunked with a tab before the colon",
       "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding\t: chunked\r\n\r\n", 400},
      {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"a folded line", line + "A: 1\r\n B: 2\r\n\r\n", 400},
      {"a NUL", line + std::string("A: \0\r\n\r\n", 8), 400},
      {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two Hosts", line + "Host: b\r\n\r\n", 400},
      {"no HTTP at all", "\x16\x03\x01\x02", 400},
      {"a chunk size that is none", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
       400},
      {"a flood of connection options",
       line + "Connection: a" + std::string(2 * connection_options_max, ',') +
           std::string("b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,") + "q,r,s,t,u,v,w,x,y,z,1,2,3,4,5,6,7,8,9\r\n\r\n",
       400},
      {"another version", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"a tunnel", "CONNECT b:443 HTTP/1.1\r\nHost: b\r\n\r\n", 501},
      {"a long target", "GET /" + std::string(9000, 't') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"a head that never ends", line + "A: " + std::string(20000, 'h'), 431},
  };
  for (const Refusal& refusal : refusals) {
    Peer client = connect();
    client.send(refusal.request);
    EXPECT_EQ(status(client), refusal.status) << refusal.what;
    client.shutdown_write();
    EXPECT_TRUE(harness_.ends(client)) << refusal.what;
    EXPECT_FALSE(client.was_reset()) << refusal.what;
  }
  EXPECT_FALSE(backend_.accept());
  EXPECT_EQ(errors(Origin::Downstream), std::size(refusals));
}

TEST_F(HttpSessionTest, WithoutABackendItAnswers503AndTheConnectionGoesOn) {
  service_->replace(Harness::with_pool(service_->listener(), {}));
  Peer client = connect();
  client.send(get);
  EXPECT_EQ(status(client), 503);
  service_->replace(Harness::with_pool(service_->listener(), {backend_.endpoint()}));
  harness_.settle();
  client.take();
  client.send(get);
  Peer server = accept();
  head(server);
  server.send(ok);
  EXPECT_EQ(message(client, 2), ok);
}

TEST_F(HttpSessionTest, RefusedBackendsAreAnswered502AfterTheBoundOfAttempts) {
  std::vector<base::Endpoint> refusing;
  for (uint8_t host = 10; host < 16; ++host) {
    TestBackend gone{test_address(host)};
    refusing.push_back(gone.endpoint());
    gone.stop();
  }
  serve(refusing);
  Peer client = connect();
  client.send(get);
  EXPECT_EQ(status(client), 502);
  EXPECT_EQ(service_->counters().backend_retries.get(), session::connect_attempts_max - 1);
  EXPECT_EQ(errors(Origin::Upstream), 1u);
}

TEST_F(HttpSessionTest, RefusedBackendIsReplacedByAnotherAlsoForAPost) {
  TestBackend refusing(test_address(3));
  refusing.stop();
  serve({refusing.endpoint(), backend_.endpoint()});
  Peer client = connect();
  const std::string post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
  client.send(post);
  Peer server = accept();
  EXPECT_EQ(harness_.read_until(server, "body"), post);
}

TEST_F(HttpSessionTest, BackendThatBreaksOffBeforeItsAnswerIs502) {
  Peer client = connect();
  client.send(get);
  Peer server = accept();
  head(server);
  server.send("HTTP/1.1 200 O");
  server.close();
  EXPECT_EQ(status(client), 502);
  EXPECT_EQ(errors(Origin::Upstream), 1u);
}

TEST_F(HttpSessionTest, BackendThatTalksNonsenseIs502) {
  for (const char* nonsense :
       {"HELLO\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"}) {
    Peer client = connect();
    client.send(get);
    Peer server = accept();
    head(server);
    server.send(nonsense);
    EXPECT_EQ(status(client), 502) << nonsense;
  }
}

TEST_F(HttpSessionTest, BackendThatDoesNotAnswerInTimeIs504) {
  Peer client = connect();
  client.send(get);
  Peer server = accept();
  head(server);
  harness_.pass(std::chrono::seconds(request_seconds - 1));
  EXPECT_FALSE(client.has("504"));
  harness_.pass(std::chrono::seconds(2));
  EXPECT_EQ(status(client), 504);
  EXPECT_TRUE(harness_.ends(server)) << "the late answer must not reach anybody";
  harness_.settle();
  client.take();
  client.send(get);
  Peer fresh = accept();
  EXPECT_EQ(head(fresh), get) << "the client's connection goes on";
}

TEST_F(HttpSessionTest, ErrorsForHeadRequestsHaveNoBody) {
  service_->replace(Harness::with_pool(service_->listener(), {}));
  Peer client = connect();
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(status(client), 503);
  harness_.settle();
  EXPECT_EQ(client.take(), "");
}

TEST_F(HttpSessionTest, IdleConnectionIsClosedQuietlyAfterItsTimeout) {
  Peer client = connect();
  client.send(get);
  Peer server = accept();
  head(server);
  server.send(ok);
  message(client, 2);
  harness_.pass(std::chrono::seconds(idle_seconds - 1));
  EXPECT_FALSE(client.ended());
  harness_.pass(std::chrono::seconds(2));
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_EQ(client.take(), "");
  EXPECT_FALSE(client.was_reset());
}

TEST_F(HttpSessionTest, HeadThatDoesNotArriveInTimeIs408HoweverItTrickles) {
  Peer client = connect();
  client.send("GET / HTTP/1.1\r\n");
  harness_.settle();
  for (int i = 0; i < 4; ++i) {
    EXPECT_FALSE(client.has("408"));
    harness_.pass(head_arrival_timeout / 4);
    client.send("A: b\r\n");
  }
  EXPECT_EQ(status(client), 408);
  harness_.pass(linger_timeout);
  EXPECT_TRUE(harness_.ends(client));
}

TEST_F(HttpSessionTest, BodyThatStopsArrivingIs408) {
  Peer client = connect();
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  Peer server = accept();
  harness_.read_until(server, "abc");
  harness_.pass(transfer_stall_timeout / 2);
  client.send("d");
  harness_.pass(transfer_stall_timeout * 3 / 4);
  EXPECT_FALSE(client.has("408")) << "a byte moved";
  harness_.pass(transfer_stall_timeout);
  EXPECT_EQ(status(client), 408);
  EXPECT_TRUE(harness_.ends(server));
}

TEST_F(HttpSessionTest, ResponseThatStopsArrivingResetsTheClient) {
  Peer client = connect();
  client.send(get);
  Peer server = accept();
  head(server);
  server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
  harness_.read_until(client, "abc");
  harness_.pass(transfer_stall_timeout + std::chrono::seconds(1));
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_TRUE(client.was_reset());
}

TEST_F(HttpSessionTest, TruncatedResponseResetsTheClientSoThatItCannotPassForComplete) {
  for (const char* framing :
       {"Content-Length: 10\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\n5\r\nabc"}) {
    Peer client = connect();
    client.send(get);
    Peer server = accept();
    head(server);
    server.send(std::string("HTTP/1.1 200 OK\r\n") + framing);
    harness_.read_until(client, "abc");
    server.close();
    EXPECT_TRUE(harness_.ends(client)) << framing;
    EXPECT_TRUE(client.was_reset()) << framing;
  }
}

TEST_F(HttpSessionTest, ClientThatLeavesInMidRequestTakesItsBackendConnectionAlong) {
  Peer client = connect();
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  Peer server = accept();
  harness_.read_until(server, "abc");
  client.close();
  EXPECT_TRUE(harness_.ends(server));
  EXPECT_TRUE(all_sessions_end());
  EXPECT_EQ(errors(Origin::Downstream), 1u);
}

TEST_F(HttpSessionTest, HalfClosedClientStillGetsItsAnswer) {
  Peer client = connect();
  client.send(get);
  client.shutdown_write();
  Peer server = accept();
  head(server);
  server.send(ok);
  EXPECT_EQ(message(client, 2), ok);
  EXPECT_TRUE(harness_.ends(client));
  EXPECT_FALSE(client.was_reset());
}

TEST_F(HttpSessionTest, StoppedListenerEndsIdleConnectionsAndFinishesTheRunningRequest) {
  Peer idle = connect();
  Peer busy = connect();
  busy.send(get);
  Peer server = accept();
  head(server);
  ASSERT_TRUE(harness_.until([&] { return harness_.sessions() == 2; }));
  service_->stop_sessions();
  EXPECT_TRUE(harness_.ends(idle));
  server.send(ok);
  EXPECT_EQ(message(busy, 2), "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
  EXPECT_TRUE(harness_.ends(busy));
  EXPECT_FALSE(busy.was_reset());
}

TEST_F(HttpSessionTest, RequestsFollowANewPoolAtOnceOnAnOldConnection) {
  TestBackend other(test_address(3));
  Peer client = connect();
  client.send(get);
  Peer server = accept();
  head(server);
  service_->replace(Harness::with_pool(service_->listener(), {other.endpoint()}));
  server.send(ok);
  message(client, 2);
  EXPECT_TRUE(harness_.ends(server)) << "a backend that left the pool keeps no idle connection";
  client.send(get);
  Peer moved = harness_.accept(other);
  EXPECT_EQ(head(moved), get);
}

TEST_F(HttpSessionTest, BackendsTakeTurnsByRequest) {
  TestBackend other(test_address(3));
  serve({backend_.endpoint(), other.endpoint()});
  Peer client = connect();
  client.send(get);
  Peer first = harness_.accept(backend_);
  head(first);
  first.send(ok);
  message(client, 2);
  client.send(get);
  Peer second = harness_.accept(other);
  head(second);
  second.send(ok);
  message(client, 2);
  for (int i = 0; i < 3; ++i) {
    exchange(client, first);
    exchange(client, second);
  }
}

TEST_F(HttpSessionTest, ClientAddressIsForwardedIfTheListenerSaysSo) {
  serve({backend_.endpoint()}, true);
  Peer client = connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.9.9.9\r\n\r\n");
  Peer server = accept();
  EXPECT_EQ(head(server), "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.9.9.9, 127.0.0.1\r\n\r\n");
}

TEST_F(HttpSessionTest, LingersForALateUploadSoThatTheErrorArrives) {
  service_->replace(Harness::with_pool(service_->listener(), {}));
  Peer client = connect();
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + std::string(50000, 'x'));
  EXPECT_EQ(status(client), 503);
  for (int i = 0; i < 10; ++i) {
    client.send(std::string(50000, 'x'));
    harness_.settle();
  }
  EXPECT_FALSE(client.was_reset());
  client.close();
  EXPECT_TRUE(all_sessions_end());
}

}  // namespace
}  // namespace sluice::l7
