// What the server makes of bytes: requests, answers, refusals. Time and limits are in server_limits_test.cc.

#include "platform/http/server.h"

#include "platform/http/server_fixture.h"

namespace sluice::http {
namespace {

class ServerAnswers : public ServerFixture {};

TEST_F(ServerAnswers, AreExact) {
  start();
  handler_ = [](const Request&, Responder respond) {
    respond({.status = 404, .headers = {{"Content-Type", "application/json"}}, .body = "{}"});
  };
  RawClient& client = connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until([&] { return client.received().ends_with("{}"); }));
  EXPECT_EQ(client.received(),
            "HTTP/1.1 404 Not Found\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Type: application/json\r\n"
            "Content-Length: 2\r\n"
            "Connection: keep-alive\r\n"
            "Keep-Alive: timeout=25\r\n"
            "\r\n"
            "{}");
  EXPECT_FALSE(client.closed());
}

TEST_F(ServerAnswers, TheHandlerSeesTheWholeRequest) {
  start();
  RawClient& client = connect();
  client.send(
      "POST /?Action=A HTTP/1.1\r\nHost: a:80\r\nX-One: 1\r\nx-one:  2 \r\nContent-Length: 3\r\n\r\nabc");
  ASSERT_TRUE(requests_arrive(1));
  const Request& request = requests_[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/?Action=A");
  EXPECT_EQ(request.headers,
            (Headers{{"Host", "a:80"}, {"X-One", "1"}, {"x-one", "2"}, {"Content-Length", "3"}}));
  EXPECT_EQ(request.body, "abc");
  EXPECT_EQ(request.peer, io::local_endpoint(client.fd()));
}

// Bytes that a client sends on one connection, and what comes back. After a refusal, or the last answer, the
// connection ends.
struct Conversation {
  std::string sent;
  std::string answers;
  bool ends;
};

const std::string host = "Host: a\r\n";

const std::vector<Conversation>& conversations() {
  static const std::vector<Conversation> all{
      // Bodies.
      {"GET /a HTTP/1.1\r\n" + host + "\r\n", "200(GET /a)", false},
      {"POST /a HTTP/1.1\r\n" + host + "\r\n", "200(POST /a)", false},
      {"POST /a HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n", "200(POST /a)", false},
      {"POST /a HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello", "200(POST /a hello)", false},
      {"GET /a HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello", "200(GET /a hello)", false},
      {"POST /a HTTP/1.1\r\n" + host +
           "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n",
       "200(POST /a hello world)", false},
      {"POST /a HTTP/1.1\r\n" + host +
           "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nTrailer: t\r\nU: v\r\n\r\n",
       "200(POST /a x)", false},
      {"POST /a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "200(POST /a)", false},
      // Expectations: 100 only where a body is wanted and has not begun to come.
      {"POST /a HTTP/1.1\r\n" + host + "Expect: 100-continue\r\n\r\n", "200(POST /a)", false},
      {"POST /a HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 0\r\n\r\n", "200(POST /a)",
       false},
      {"POST /a HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi", "200(POST /a hi)", true},
      {"POST /a HTTP/1.0\r\nExpect: tea\r\n\r\n", "200(POST /a)", true},
      {"POST /a HTTP/1.1\r\n" + host + "Expect: tea\r\nContent-Length: 2\r\n\r\n", "417(refused)", true},
      // Several requests.
      {"\r\n\r\nGET /a HTTP/1.1\r\n" + host + "\r\n", "200(GET /a)", false},
      {"POST /a HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\nhi\r\nGET /b HTTP/1.1\r\n" + host + "\r\n",
       "200(POST /a hi) 200(GET /b)", false},
      {"GET /a HTTP/1.1\r\n" + host + "\r\nGET /b HTTP/1.1\r\n" + host + "\r\nGET /c HTTP/1.1\r\n" + host +
           "\r\n",
       "200(GET /a) 200(GET /b) 200(GET /c)", false},
      {"GET /a HTTP/1.1\r\n" + host + "Connection: close\r\n\r\nGET /b HTTP/1.1\r\n" + host + "\r\n",
       "200(GET /a)", true},
      {"GET /a HTTP/1.1\r\n" + host + "\r\nGET /b\r\n\r\n", "200(GET /a) 400(refused)", true},
      // Versions.
      {"GET /a HTTP/1.0\r\n\r\n", "200(GET /a)", true},
      {"GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /b HTTP/1.0\r\n\r\n", "200(GET /a) 200(GET /b)",
       true},
      {"GET /a HTTP/2.0\r\n" + host + "\r\n", "505(refused)", true},
      // Heads that are refused.
      {"GET /a HTTP/1.1\r\n\r\n", "400(refused)", true},
      {"GET /a HTTP/1.1\n" + host + "\n", "400(refused)", true},
      {"GET /a HTTP/1.1\r\n" + host + "X : y\r\n\r\n", "400(refused)", true},
      {"GET /a HTTP/1.1\r\n" + host + " folded\r\n\r\n", "400(refused)", true},
      {"\x16\x03\x01", "400(refused)", true},
      {"POST /a HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       "400(refused)", true},
      {"POST /a HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400(refused)",
       true},
      {"POST /a HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400(refused)",
       true},
      // Bodies that are refused.
      {"POST /a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nx", "400(refused)", true},
      {"POST /a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1\r\nab", "400(refused)", true},
      {"POST /a HTTP/1.1\r\n" + host + "Content-Length: 101\r\n\r\n", "413(refused)", true},
      {"POST /a HTTP/1.1\r\n" + host + "Content-Length: 101\r\nExpect: 100-continue\r\n\r\n", "413(refused)",
       true},
      {"POST /a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x'),
       "413(refused)", true},
  };
  return all;
}

class ServerConversations : public ServerFixture {
 protected:
  ServerConversations() {
    options_.body_bytes_max = 100;
    start();
  }

  void expect(const Conversation& conversation, RawClient& client) {
    until([&] {
      return answers_in(client.received()) == conversation.answers && client.closed() == conversation.ends;
    });
    settle();
    EXPECT_EQ(answers_in(client.received()), conversation.answers) << conversation.sent;
    EXPECT_EQ(client.closed(), conversation.ends) << conversation.sent;
    EXPECT_FALSE(client.was_reset()) << conversation.sent;
  }
};

TEST_F(ServerConversations, ArriveAtOnce) {
  for (const Conversation& conversation : conversations()) {
    RawClient& client = connect();
    client.send(conversation.sent);
    expect(conversation, client);
    clients_.clear();
  }
}

TEST_F(ServerConversations, ArriveByteByByte) {
  for (const Conversation& conversation : conversations()) {
    RawClient& client = connect();
    for (const char byte : conversation.sent) {
      client.send({&byte, 1});
      loop_.turn(std::chrono::milliseconds(1));
      loop_.turn(base::Duration::zero());
    }
    expect(conversation, client);
    clients_.clear();
  }
}

TEST_F(ServerConversations, ArriveInTwoPiecesCutAnywhere) {
  const std::string sent =
      "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"
      "GET /b HTTP/1.1\r\nHost: a\r\n\r\n";
  for (size_t cut = 1; cut < sent.size(); ++cut) {
    RawClient& client = connect();
    client.send(sent.substr(0, cut));
    io::settle(loop_);
    client.send(sent.substr(cut));
    ASSERT_TRUE(until([&] { return answers_in(client.received()) == "200(POST /a hi) 200(GET /b)"; })) << cut;
    clients_.clear();
  }
}

TEST_F(ServerConversations, CutShortReachNoHandler) {
  for (const std::string sent :
       {"GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhi",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n", ""}) {
    RawClient& client = connect();
    client.send(sent);
    client.shutdown_write();
    ASSERT_TRUE(until([&] { return client.closed(); }));
    EXPECT_EQ(client.received(), "") << sent;
  }
  EXPECT_TRUE(requests_.empty());
  EXPECT_EQ(server_->connections(), 0u);
}

TEST_F(ServerConversations, HalfClosedClientsGetTheirAnswer) {
  RawClient& client = connect();
  client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
  client.shutdown_write();
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_EQ(answers_in(client.received()), "200(GET /a)");
}

TEST_F(ServerConversations, ContinueIsSaidWhenTheBodyIsWanted) {
  for (const std::string framing : {"Content-Length: 2", "Transfer-Encoding: chunked"}) {
    RawClient& client = connect();
    client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n" + framing + "\r\n\r\n");
    ASSERT_TRUE(until([&] { return client.received() == "HTTP/1.1 100 Continue\r\n\r\n"; }));
    client.send(framing.starts_with('C') ? "hi" : "2\r\nhi\r\n0\r\n\r\n");
    ASSERT_TRUE(until([&] { return answers_in(client.received()) == "100 200(POST /a hi)"; }));
  }
}

TEST_F(ServerConversations, ContinueIsNotSaidWhenTheBodyHasBegun) {
  RawClient& client = connect();
  client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nh");
  settle();
  EXPECT_EQ(client.received(), "");
  client.send("i");
  ASSERT_TRUE(until([&] { return answers_in(client.received()) == "200(POST /a hi)"; }));
}

TEST_F(ServerConversations, ARefusedBodyAfterContinueIsAnswered) {
  RawClient& client = connect();
  client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
  ASSERT_TRUE(until([&] { return !client.received().empty(); }));
  client.send("not a chunk");
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_EQ(answers_in(client.received()), "100 400(refused)");
}

TEST_F(ServerAnswers, HeadGetsTheLengthWithoutTheBody) {
  start();
  RawClient& client = connect();
  client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nHEAD /b HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until([&] { return answers_in(client.received(), true) == "200 200"; }));
  EXPECT_NE(client.received().find("Content-Length: 7\r\n"), std::string::npos);
  // What is refused later is no answer to HEAD.
  client.send("nonsense\r\n\r\n");
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_TRUE(client.received().ends_with("\r\n\r\nrefused"));
}

TEST_F(ServerAnswers, MayShareABodyThatStaysWithItsOwner) {
  start();
  const auto page = std::make_shared<const std::string>("page");
  handler_ = [page](const Request&, Responder respond) { respond({.shared_body = page}); };
  RawClient& client = connect();
  client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until([&] { return answers_in(client.received()) == "200(page) 200(page)"; }));
  // The test's and the handler's: a connection lets go of what it has sent.
  EXPECT_TRUE(until([&] { return page.use_count() == 2; }));
  RawClient& asks_for_the_head = connect();
  asks_for_the_head.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until([&] { return answers_in(asks_for_the_head.received(), true) == "200"; }));
  EXPECT_NE(asks_for_the_head.received().find("Content-Length: 4\r\n"), std::string::npos);
}

TEST_F(ServerAnswers, NoContentHasNoBody) {
  start();
  handler_ = [](const Request&, Responder respond) { respond({.status = 204, .body = "ignored"}); };
  RawClient& client = connect();
  client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until([&] { return client.received().ends_with("\r\n\r\n"); }));
  EXPECT_EQ(client.received().find("Content-Length"), std::string::npos);
}

TEST_F(ServerAnswers, RefusalsCarryTheHooksAnswer) {
  start();
  RawClient& client = connect();
  client.send("nonsense\r\n\r\n");
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_NE(client.received().find("X-Refused: yes\r\n"), std::string::npos);
  EXPECT_NE(client.received().find("Connection: close\r\n"), std::string::npos);
  EXPECT_EQ(server_->counters().requests_refused, 1u);
}

TEST_F(ServerAnswers, ARefusalKnowsTheRequestOnceItsHeadIsRead) {
  struct {
    std::string bytes, target;
  } const cases[] = {
      {"GET /a HTTP/1.1\r\nHost: one\r\nExpect: miracles\r\n\r\n", "/a"},
      {"POST /b HTTP/1.1\r\nHost: one\r\nContent-Length: 99999999\r\n\r\n", "/b"},
      {"POST /c HTTP/1.1\r\nHost: one\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n", "/c"},
  };
  start();
  for (const auto& one : cases) {
    RawClient& client = connect();
    client.send(one.bytes);
    ASSERT_TRUE(until([&] { return client.closed(); })) << one.bytes;
    ASSERT_FALSE(refused_.empty());
    EXPECT_EQ(refused_.back().target, one.target);
    EXPECT_EQ(find_header(refused_.back().headers, "host"), "one");
  }
  RawClient& client = connect();
  client.send("GET /good HTTP/1.1\r\nHost: one\r\n\r\nnonsense\r\n\r\n");
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_TRUE(refused_.back().headers.empty()) << "it knows the request before";
}

TEST_F(ServerAnswers, PipelinedRequestsAreHandledOneAtATimeInOrder) {
  start();
  answer_later();
  RawClient& client = connect();
  for (const std::string target : {"/1", "/2", "/3"})
    client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
  for (size_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(requests_arrive(i + 1));
    settle();
    ASSERT_EQ(requests_.size(), i + 1);
    waiting_[i]({.body = requests_[i].target});
  }
  ASSERT_TRUE(until([&] { return answers_in(client.received()) == "200(/1) 200(/2) 200(/3)"; }));
}

TEST_F(ServerAnswers, ConnectionsAreIndependent) {
  start();
  answer_later();
  RawClient& slow = connect();
  slow.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(requests_arrive(1));
  RawClient& quick = connect();
  quick.send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(requests_arrive(2));
  waiting_[1]({.body = "quick"});
  ASSERT_TRUE(until([&] { return answers_in(quick.received()) == "200(quick)"; }));
  EXPECT_EQ(slow.received(), "");
  waiting_[0]({.body = "slow"});
  ASSERT_TRUE(until([&] { return answers_in(slow.received()) == "200(slow)"; }));
}

TEST_F(ServerAnswers, OnlyTheFirstOneCounts) {
  start();
  answer_later();
  RawClient& client = connect();
  client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(requests_arrive(1));
  waiting_[0]({.body = "one"});
  waiting_[0]({.body = "again"});
  ASSERT_TRUE(requests_arrive(2));
  // The first request's responder answers nothing else either.
  waiting_[0]({.body = "and again"});
  waiting_[1]({.body = "two"});
  ASSERT_TRUE(until([&] { return answers_in(client.received()) == "200(one) 200(two)"; }));
}

TEST_F(ServerAnswers, MayBeLeftOutWithTheConnection) {
  start();
  answer_later();
  RawClient& client = connect();
  RawClient& other = connect();
  client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(requests_arrive(1));
  other.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(requests_arrive(2));
  waiting_[0].drop();
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_EQ(client.received(), "");
  waiting_[0].drop();
  waiting_[0]({.body = "late"});
  waiting_[1]({.body = "two"});
  ASSERT_TRUE(until([&] { return answers_in(other.received()) == "200(two)"; }));
  waiting_[1].drop();
  settle();
  EXPECT_FALSE(other.closed()) << "it is answered";
}

TEST_F(ServerAnswers, AreDroppedWhenTheConnectionIsGone) {
  start();
  answer_later();
  RawClient& client = connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(requests_arrive(1));
  client.reset();
  settle();
  waiting_[0]({.body = std::string(1 << 20, 'x')});
  ASSERT_TRUE(until([&] { return server_->connections() == 0; }));
  waiting_[0]({});
}

TEST_F(ServerAnswers, AreDroppedWhenTheServerIsGone) {
  start();
  answer_later();
  RawClient& client = connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(requests_arrive(1));
  connect();  // idle
  connect().send("GET / HT");
  settle();
  server_.reset();
  waiting_[0]({.body = "late"});
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_EQ(client.received(), "");
}

TEST_F(ServerAnswers, LargeOnesReachASlowReader) {
  options_.send_buffer_bytes = 1 << 20;  // or it takes many turns
  start();
  const std::string large(8 << 20, 'x');
  handler_ = [&large](const Request&, Responder respond) { respond({.body = large}); };
  RawClient& client = connect();
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(until([&] { return client.received().size() > large.size(); }));
  EXPECT_TRUE(client.received().ends_with("\r\n\r\n" + large));
}

}  // namespace
}  // namespace sluice::http
