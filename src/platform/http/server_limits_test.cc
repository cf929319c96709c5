// Every bound of the server: sizes, numbers, times, and how it stops.

#include "platform/http/server_fixture.h"

namespace sluice::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

class ServerLimits : public ServerFixture {
 protected:
  // A connection from another address of this machine.
  RawClient& connect_from(uint32_t address) {
    base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in local = io::to_sockaddr({base::Ipv4{address}, 0});
    const sockaddr_in remote = io::to_sockaddr(endpoint_);
    EXPECT_EQ(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&local), sizeof local), 0);
    EXPECT_EQ(::connect(socket.get(), reinterpret_cast<const sockaddr*>(&remote), sizeof remote), 0);
    clients_.push_back(std::make_unique<RawClient>(std::move(socket)));
    return *clients_.back();
  }
  std::string answer_to(const std::string& request) {
    RawClient& client = connect();
    client.send(request);
    EXPECT_TRUE(until([&] { return answers_in(client.received()).ends_with(")"); }));
    return answers_in(client.received());
  }
};

TEST_F(ServerLimits, HeadBytes) {
  options_.head_bytes_max = 100;
  start();
  const auto request_of = [](size_t bytes) {
    const std::string line = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    return line + std::string(bytes - line.size() - 4, 'x') + "\r\n\r\n";
  };
  EXPECT_EQ(answer_to(request_of(100)), "200(GET /)");
  EXPECT_EQ(answer_to(request_of(101)), "431(refused)");
  EXPECT_EQ(answer_to("GET / HTTP/1.1\r\nX: " + std::string(500, 'x')), "431(refused)");
  EXPECT_EQ(answer_to("GET /" + std::string(500, 'x')), "414(refused)");
}

TEST_F(ServerLimits, TargetBytes) {
  options_.target_bytes_max = 10;
  start();
  EXPECT_EQ(answer_to("GET /123456789 HTTP/1.1\r\nHost: a\r\n\r\n"), "200(GET /123456789)");
  EXPECT_EQ(answer_to("GET /1234567890 HTTP/1.1\r\nHost: a\r\n\r\n"), "414(refused)");
}

TEST_F(ServerLimits, BodyBytes) {
  options_.body_bytes_max = 10;
  start();
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
  EXPECT_EQ(answer_to(head + "Content-Length: 10\r\n\r\n0123456789"), "200(POST / 0123456789)");
  EXPECT_EQ(answer_to(head + "Content-Length: 11\r\n\r\n0123456789x"), "413(refused)");
  EXPECT_EQ(answer_to(head + "Content-Length: 9223372036854775807\r\n\r\n"), "413(refused)");
  EXPECT_EQ(answer_to(head + "Transfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n0\r\n\r\n"),
            "200(POST / 0123456789)");
  EXPECT_EQ(answer_to(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n6\r\n56789x\r\n0\r\n\r\n"),
            "413(refused)");
}

TEST_F(ServerLimits, LargestBodyArrives) {
  start();
  const std::string body(options_.body_bytes_max, 'b');
  RawClient& client = connect();
  const std::string request =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  size_t sent = 0;
  ASSERT_TRUE(until([&] {
    sent += client.send(std::string_view(request).substr(sent));
    return requests_.size() == 1;
  }));
  EXPECT_TRUE(requests_[0].body == body);
}

TEST_F(ServerLimits, RequestsPerConnection) {
  options_.requests_per_connection_max = 3;
  start();
  RawClient& client = connect();
  for (int i = 0; i < 5; ++i) client.send(get);
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_EQ(answers_in(client.received()), "200(GET /) 200(GET /) 200(GET /)");
  EXPECT_FALSE(client.was_reset());
  // Only the last answer announces the end.
  const size_t at = client.received().find("Connection: close");
  ASSERT_NE(at, std::string::npos);
  EXPECT_GT(at, client.received().rfind("HTTP/1.1 200"));
}

TEST_F(ServerLimits, TheConnectionThatHasBeenIdleLongestMakesRoom) {
  options_.connections_max = 3;
  start();
  answer_later();
  RawClient& busy = connect();
  busy.send(get);
  ASSERT_TRUE(requests_arrive(1));
  RawClient& idle = connect();
  ASSERT_TRUE(until([&] { return server_->connections() == 2; }));
  RawClient& newcomer = connect();
  newcomer.send(get);
  ASSERT_TRUE(requests_arrive(2));
  EXPECT_TRUE(until([&] { return idle.closed(); }));
  EXPECT_EQ(server_->counters().idle_closed, 1u);
  for (Responder& respond : waiting_) respond(Response{});
  ASSERT_TRUE(until([&] { return answers_in(newcomer.received()) == "200()"; }));
  EXPECT_EQ(answers_in(busy.received()), "200()");

  // Both are idle now, the newcomer less long by one request.
  newcomer.send(get);
  ASSERT_TRUE(requests_arrive(3));
  waiting_.back()(Response{});
  ASSERT_TRUE(until([&] { return answers_in(newcomer.received()) == "200() 200()"; }));
  connect();
  EXPECT_TRUE(until([&] { return busy.closed(); }));
  EXPECT_FALSE(newcomer.closed());
  EXPECT_EQ(server_->counters().accepting_paused, 0u);
}

TEST_F(ServerLimits, BytesOfUnansweredRequestsTogether) {
  options_.held_bytes_max = 1000;
  start();
  answer_later();
  const std::string large =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 600\r\n\r\n" + std::string(600, 'b');
  RawClient& first = connect();
  first.send(large);
  ASSERT_TRUE(requests_arrive(1));
  EXPECT_EQ(server_->held_bytes(), large.size());
  EXPECT_EQ(answer_to(large), "503(refused)") << "whole at once";
  RawClient& second = connect();
  second.send(large.substr(0, 300));
  settle();
  EXPECT_EQ(second.received(), "");
  second.send(large.substr(300, 250));
  EXPECT_TRUE(until([&] { return answers_in(second.received()) == "503(refused)"; })) << "piece by piece";
  EXPECT_EQ(server_->held_bytes(), large.size()) << "a refused request holds nothing";
  RawClient& small = connect();
  small.send(get);
  ASSERT_TRUE(requests_arrive(2));
  for (Responder& respond : waiting_) respond(Response{});
  ASSERT_TRUE(until([&] { return answers_in(small.received()) == "200()"; }));
  EXPECT_EQ(server_->held_bytes(), 0u);
  first.send(large.substr(0, 500));
  ASSERT_TRUE(until([&] { return server_->held_bytes() == 500; }));
  first.reset();
  EXPECT_TRUE(until([&] { return server_->held_bytes() == 0; })) << "nor does one that was given up";
}

TEST_F(ServerLimits, BytesOfOneAddress) {
  options_.held_bytes_max = 2000;
  options_.held_bytes_per_address_max = 700;
  start();
  answer_later();
  const std::string large =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 600\r\n\r\n" + std::string(600, 'b');
  RawClient& first = connect();
  first.send(large);
  ASSERT_TRUE(requests_arrive(1));
  EXPECT_EQ(answer_to(large), "503(refused)") << "all that may be held has room, this address has none";
  RawClient& neighbour = connect_from(0x7f000002);
  neighbour.send(large);
  ASSERT_TRUE(requests_arrive(2));
  EXPECT_EQ(server_->held_bytes(), 2 * large.size());

  waiting_.front()(Response{});
  ASSERT_TRUE(until([&] { return answers_in(first.received()) == "200()"; }));
  first.send(large);
  ASSERT_TRUE(requests_arrive(3)) << "what was answered is not held";
  for (Responder& respond : waiting_) respond(Response{});
  EXPECT_TRUE(until([&] { return server_->held_bytes() == 0; }));
  first.send(large.substr(0, 500));
  ASSERT_TRUE(until([&] { return server_->held_bytes() == 500; }));
  first.reset();
  EXPECT_TRUE(until([&] { return server_->held_bytes() == 0; }));
  connect().send(large);
  EXPECT_TRUE(requests_arrive(4)) << "nor what was given up";
}

TEST_F(ServerLimits, BytesOfAnswersThatNobodyTakes) {
  const std::string large(1 << 20, 'x');  // more than the kernel buffers
  options_.held_bytes_max = 3 << 19;
  start();
  handler_ = [&large](const Request& request, Responder respond) {
    respond({.body = request.target == "/large" ? large : std::string("small")});
  };
  const base::UniqueFd lazy = io::dial(endpoint_);
  const std::string ask = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
  ASSERT_EQ(::send(lazy.get(), ask.data(), ask.size(), MSG_NOSIGNAL), static_cast<ssize_t>(ask.size()));
  ASSERT_TRUE(until([&] { return server_->held_bytes() > 0; }));
  EXPECT_GE(server_->held_bytes(), large.size() - options_.answer_bytes_unheld);

  RawClient& second = connect();
  second.send(ask);
  EXPECT_TRUE(until([&] { return second.closed(); })) << "beyond the bound";
  EXPECT_EQ(server_->counters().answers_dropped, 1u);
  RawClient& third = connect();
  third.send(get);
  EXPECT_TRUE(until([&] { return answers_in(third.received()) == "200(small)"; })) << "small ones are free";

  pass(seconds(30));  // write_timeout
  EXPECT_EQ(server_->held_bytes(), 0u);
  RawClient& eager = connect();
  eager.send(ask);
  EXPECT_TRUE(until([&] { return eager.received().ends_with(large); }));
  EXPECT_TRUE(until([&] { return server_->held_bytes() == 0; })) << "what was taken is not held";
}

TEST_F(ServerLimits, ConnectionsBeyondTheNumberWaitForBusyOnesToLeave) {
  options_.connections_max = 2;
  start();
  answer_later();
  RawClient& first = connect();
  first.send(get);
  ASSERT_TRUE(requests_arrive(1));
  connect().send(get);
  ASSERT_TRUE(requests_arrive(2));
  RawClient& third = connect();
  third.send(get);
  settle();
  EXPECT_EQ(server_->connections(), 2u);
  EXPECT_EQ(third.received(), "");
  EXPECT_EQ(server_->counters().accepting_paused, 1u);
  waiting_.front()(Response{});
  EXPECT_TRUE(requests_arrive(3));
  EXPECT_TRUE(until([&] { return first.closed(); }));
  EXPECT_EQ(answers_in(first.received()), "200()");
}

TEST_F(ServerLimits, ConnectionsOfOneAddress) {
  options_.connections_per_address_max = 2;
  start();
  RawClient& first = connect();
  connect();
  ASSERT_TRUE(until([&] { return server_->connections() == 2; }));
  RawClient& third = connect();
  ASSERT_TRUE(until([&] { return third.closed(); }));
  EXPECT_EQ(server_->counters().connections_refused, 1u);

  RawClient& neighbour = connect_from(0x7f000002);
  neighbour.send(get);
  ASSERT_TRUE(until([&] { return answers_in(neighbour.received()) == "200(GET /)"; }));

  first.reset();
  ASSERT_TRUE(until([&] { return server_->connections() == 2; }));
  EXPECT_EQ(answer_to(get), "200(GET /)");
}

TEST_F(ServerLimits, IdleConnectionsClose) {
  start();
  RawClient& fresh = connect();
  RawClient& used = connect();
  used.send(get);
  ASSERT_TRUE(until([&] { return !used.received().empty(); }));
  pass(seconds(30) - milliseconds(1));
  EXPECT_FALSE(fresh.closed());
  EXPECT_FALSE(used.closed());
  pass(milliseconds(1));
  EXPECT_TRUE(fresh.closed());
  EXPECT_TRUE(used.closed());
  EXPECT_FALSE(used.was_reset());
  EXPECT_EQ(server_->counters().timeouts, 0u);
}

TEST_F(ServerLimits, ARequestRenewsTheIdleTime) {
  start();
  RawClient& client = connect();
  for (size_t i = 1; i <= 5; ++i) {
    client.send(get);
    ASSERT_TRUE(requests_arrive(i));
    pass(seconds(25));
    ASSERT_FALSE(client.closed());
  }
}

TEST_F(ServerLimits, HeadsThatDripInAreCutOff) {
  start();
  RawClient& client = connect();
  pass(seconds(20));  // the time counts from the first byte
  for (size_t i = 0; i < 9; ++i) {
    client.send(get.substr(i, 1));
    settle();
    pass(seconds(1));
    ASSERT_FALSE(client.closed()) << i;
  }
  pass(seconds(1));
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(client.received(), "");
  EXPECT_EQ(server_->counters().timeouts, 1u);
}

TEST_F(ServerLimits, APipelinedHeadThatStopsIsCutOff) {
  start();
  RawClient& client = connect();
  client.send(get + "GET / HTTP/1.1\r\n");
  ASSERT_TRUE(until([&] { return !client.received().empty(); }));
  pass(seconds(10));
  EXPECT_TRUE(client.closed());
}

TEST_F(ServerLimits, BodiesThatDripInAreCutOff) {
  for (const std::string framing :
       {"Content-Length: 100\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n64\r\n"}) {
    start();
    RawClient& client = connect();
    client.send("POST / HTTP/1.1\r\nHost: a\r\n" + framing);
    settle();
    for (int i = 0; i < 29; ++i) {
      client.send("x");
      pass(seconds(1));
      ASSERT_FALSE(client.closed()) << i;
    }
    client.send("x");
    pass(seconds(1));
    EXPECT_TRUE(client.closed());
    EXPECT_EQ(server_->counters().timeouts, 1u);
    EXPECT_TRUE(requests_.empty());
  }
}

TEST_F(ServerLimits, AHandlerThatDoesNotAnswerIsAnsweredFor) {
  start();
  answer_later();
  RawClient& client = connect();
  client.send(get);
  ASSERT_TRUE(requests_arrive(1));
  pass(options_.handler_timeout - milliseconds(1));
  EXPECT_EQ(client.received(), "");
  pass(milliseconds(1));
  EXPECT_EQ(answers_in(client.received()), "500(refused)");
  waiting_[0]({.body = "too late"});
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_EQ(answers_in(client.received()), "500(refused)");
}

TEST_F(ServerLimits, AnswersThatAreNotReadAreCutOff) {
  options_.held_bytes_per_address_max = options_.held_bytes_max;
  start();
  handler_ = [](const Request&, Responder respond) { respond({.body = std::string(32 << 20, 'x')}); };
  const base::UniqueFd client = io::dial(endpoint_);
  ASSERT_EQ(::send(client.get(), get.data(), get.size(), 0), static_cast<ssize_t>(get.size()));
  ASSERT_TRUE(requests_arrive(1));
  pass(seconds(30) - milliseconds(1));
  EXPECT_EQ(server_->connections(), 1u);
  pass(milliseconds(1));
  EXPECT_EQ(server_->connections(), 0u);
  EXPECT_EQ(server_->counters().timeouts, 1u);
}

TEST_F(ServerLimits, ARefusedUploadStillReadsItsAnswer) {
  // The client goes on sending for a while; an abrupt close would reset the connection and eat the answer.
  options_.body_bytes_max = 10;
  start();
  RawClient& client = connect();
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
  settle();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(client.send(std::string(10'000, 'x')), 10'000u);
    settle();
  }
  EXPECT_EQ(answers_in(client.received()), "413(refused)");
  EXPECT_TRUE(client.closed());
  EXPECT_FALSE(client.was_reset());
  EXPECT_EQ(server_->connections(), 1u);
  client.shutdown_write();
  EXPECT_TRUE(until([&] { return server_->connections() == 0; }));
}

TEST_F(ServerLimits, LingeringBytes) {
  options_.linger_bytes_max = 50'000;
  start();
  RawClient& client = connect();
  client.send("nonsense\r\n\r\n");
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_EQ(server_->connections(), 1u);
  ASSERT_TRUE(until([&] {
    client.send(std::string(10'000, 'x'));
    return server_->connections() == 0;
  }));
}

TEST_F(ServerLimits, LingeringTime) {
  start();
  RawClient& client = connect();
  client.send("nonsense\r\n\r\n");
  ASSERT_TRUE(until([&] { return client.closed(); }));
  pass(seconds(2) - milliseconds(1));
  EXPECT_EQ(server_->connections(), 1u);
  pass(milliseconds(1));
  EXPECT_EQ(server_->connections(), 0u);
}

class ServerDrain : public ServerFixture {
 protected:
  void drain(base::Duration deadline = seconds(10)) {
    server_->drain(deadline, [this] { ++drained_; });
  }
  int drained_ = 0;
};

TEST_F(ServerDrain, WithoutConnectionsIsReportedLater) {
  start();
  drain();
  EXPECT_EQ(drained_, 0) << "called inside drain()";
  ASSERT_TRUE(until([&] { return drained_ == 1; }));
  pass(seconds(20));
  EXPECT_EQ(drained_, 1);
}

TEST_F(ServerDrain, ClosesIdleConnectionsAndTheListeningSocket) {
  start();
  RawClient& fresh = connect();
  RawClient& used = connect();
  used.send(get);
  ASSERT_TRUE(until([&] { return !used.received().empty(); }));
  settle();
  drain();
  ASSERT_TRUE(until([&] { return drained_ == 1 && fresh.closed() && used.closed(); }));
  const base::UniqueFd late(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = io::to_sockaddr(endpoint_);
  EXPECT_NE(::connect(late.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

TEST_F(ServerDrain, LetsRunningRequestsFinish) {
  start();
  answer_later();
  RawClient& handled = connect();
  handled.send(get);
  ASSERT_TRUE(requests_arrive(1));
  RawClient& arriving = connect();
  arriving.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nh");
  settle();
  drain();
  settle();
  EXPECT_EQ(drained_, 0);
  arriving.send("i");
  ASSERT_TRUE(requests_arrive(2));
  for (auto& respond : waiting_) respond({.body = "done"});
  ASSERT_TRUE(until([&] { return handled.closed() && arriving.closed(); }));
  for (RawClient* client : {&handled, &arriving}) {
    EXPECT_EQ(answers_in(client->received()), "200(done)");
    EXPECT_NE(client->received().find("Connection: close\r\n"), std::string::npos);
    client->shutdown_write();
  }
  ASSERT_TRUE(until([&] { return drained_ == 1; }));
}

TEST_F(ServerDrain, AnswersWhoComesLateUntilTheOthersAreGone) {
  options_.accepts_while_draining = true;
  start();
  RawClient& arriving = connect();
  arriving.send("GET /early HTTP/1.1\r\n");
  settle();
  drain();
  settle();
  for (int probe = 0; probe < 2; ++probe) {
    RawClient& late = connect();
    late.send(get);
    ASSERT_TRUE(until([&] { return late.closed(); }));
    EXPECT_EQ(answers_in(late.received()).substr(0, 3), "200");
    EXPECT_TRUE(requests_.back().is_late);
  }
  RawClient& silent = connect();
  settle();
  EXPECT_EQ(drained_, 0);
  EXPECT_FALSE(silent.closed());
  arriving.send("Host: a\r\n\r\n");
  ASSERT_TRUE(until([&] { return arriving.closed(); }));
  EXPECT_FALSE(requests_.back().is_late);
  arriving.shutdown_write();
  ASSERT_TRUE(until([&] { return drained_ == 1 && silent.closed(); })) << "late ones hold nothing up";
  EXPECT_EQ(server_->connections(), 0u);
  const base::UniqueFd after(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = io::to_sockaddr(endpoint_);
  EXPECT_NE(::connect(after.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

TEST_F(ServerDrain, EndsAtItsDeadline) {
  start();
  answer_later();
  RawClient& client = connect();
  client.send(get);
  ASSERT_TRUE(requests_arrive(1));
  drain(seconds(10));
  pass(seconds(10) - milliseconds(1));
  EXPECT_EQ(drained_, 0);
  pass(milliseconds(1));
  EXPECT_EQ(drained_, 1);
  EXPECT_TRUE(client.closed());
  EXPECT_EQ(server_->connections(), 0u);
  waiting_[0]({});
}

TEST_F(ServerDrain, MayBeginInsideAHandler) {
  start();
  handler_ = [this](const Request&, Responder respond) {
    drain();
    respond({.body = "last"});
  };
  RawClient& client = connect();
  client.send(get);
  ASSERT_TRUE(until([&] { return client.closed(); }));
  EXPECT_EQ(answers_in(client.received()), "200(last)");
  client.shutdown_write();
  ASSERT_TRUE(until([&] { return drained_ == 1; }));
}

}  // namespace
}  // namespace sluice::http
