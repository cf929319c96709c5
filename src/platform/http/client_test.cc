#include "platform/http/client.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/socket.h>

#include "platform/http/head.h"
#include "platform/io/testing.h"

namespace sluice::http {
namespace {

// A server on a thread that plays a list of scenes: one connection each, on which requests are answered in
// turn.
class ScriptedServer {
 public:
  // What is sent for each request head that arrives; then the connection closes, unless it stays open.
  struct Scene {
    std::vector<std::string> answers;
    bool stays_open = false;
  };

  explicit ScriptedServer(std::vector<Scene> scenes)
      : listening_(listen_blocking()), endpoint_(io::local_endpoint(listening_.get())) {
    thread_ = std::thread([this, scenes = std::move(scenes)] {
      for (const Scene& scene : scenes) {
        play(scene);
        ++played_;
        played_.notify_all();
      }
    });
  }
  ~ScriptedServer() {
    ::shutdown(listening_.get(), SHUT_RDWR);  // ends an accept that nobody answers
    thread_.join();
  }

  const base::Endpoint& endpoint() const { return endpoint_; }
  int requests() const { return requests_; }
  // Returns once the connections of that many scenes are closed.
  void wait_until_played(int scenes) const {
    for (int played = played_; played < scenes; played = played_) played_.wait(played);
  }
  const std::string& received() const { return received_; }

 private:
  static base::UniqueFd listen_blocking() {
    base::UniqueFd socket = io::listen_on_loopback();
    ::fcntl(socket.get(), F_SETFL, ::fcntl(socket.get(), F_GETFL) & ~O_NONBLOCK);
    return socket;
  }

  void play(const Scene& scene) {
    base::UniqueFd socket(::accept4(listening_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    for (const std::string& answer : scene.answers) {
      std::string head;
      char byte;
      while (!head.ends_with("\r\n\r\n")) {
        if (::recv(socket.get(), &byte, 1, 0) <= 0) return;
        head += byte;
      }
      received_ = head;
      ++requests_;
      ::send(socket.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
    }
    // Until the client has enough of it.
    char rest[4096];
    while (scene.stays_open && ::recv(socket.get(), rest, sizeof rest, 0) > 0) continue;
  }

  base::UniqueFd listening_;
  const base::Endpoint endpoint_;
  std::atomic<int> requests_{0};
  std::atomic<int> played_{0};
  std::string received_;
  std::thread thread_;
};

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const ClientOptions impatient{.exchange_timeout = std::chrono::milliseconds(50)};

TEST(Client, SendsARequestAndReadsTheAnswer) {
  ScriptedServer server({{.answers = {ok}}});
  const auto response = fetch(server.endpoint(), {.target = "/x?y", .headers = {{"A", "b"}}});
  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "ok");
  EXPECT_EQ(server.received(),
            "GET /x?y HTTP/1.1\r\nHost: " + base::format_endpoint(server.endpoint()) + "\r\nA: b\r\n\r\n");
}

TEST(Client, KeepsItsConnection) {
  ScriptedServer server({{.answers = {ok, ok, ok}}});
  Client client(server.endpoint());
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(client.send({}));
  EXPECT_EQ(server.requests(), 3);
}

TEST(Client, ReplacesAConnectionThatTheServerClosed) {
  // The first answer promises to keep the connection; it closes all the same.
  ScriptedServer server({{.answers = {ok}}, {.answers = {ok}}});
  Client client(server.endpoint());
  ASSERT_TRUE(client.send({}));
  server.wait_until_played(1);
  const auto second = client.send({});
  ASSERT_TRUE(second) << second.error();
  EXPECT_EQ(server.requests(), 2);
}

TEST(Client, DoesNotReuseWhatTheAnswerCloses) {
  const std::string closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  ScriptedServer server({{.answers = {closing}, .stays_open = true}, {.answers = {ok}}});
  Client client(server.endpoint());
  ASSERT_TRUE(client.send({}));
  const auto second = client.send({});
  ASSERT_TRUE(second) << second.error();
}

TEST(Client, DoesNotReuseAConnectionWithBytesThatBelongToNobody) {
  ScriptedServer server(
      {{.answers = {ok + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad"}, .stays_open = true},
       {.answers = {ok}}});
  Client client(server.endpoint());
  ASSERT_TRUE(client.send({}));
  const auto second = client.send({});
  ASSERT_TRUE(second) << second.error();
  EXPECT_EQ(second->body, "ok");
}

TEST(Client, NeverSendsARequestTwice) {
  ScriptedServer server({{.answers = {ok, ""}}});
  Client client(server.endpoint());
  ASSERT_TRUE(client.send({.method = "POST"}));
  const auto second = client.send({.method = "POST"});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error(), "the connection was closed before the answer was complete");
  EXPECT_EQ(server.requests(), 2);
}

TEST(Client, ReadsABodyThatEndsWithTheConnection) {
  ScriptedServer server({{.answers = {"HTTP/1.1 200 OK\r\n\r\nto the end"}}});
  const auto response = fetch(server.endpoint(), {});
  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->body, "to the end");
}

TEST(Client, ReadsTheAnswerToARequestThatIsRefusedUnread) {
  // More than the kernel buffers, to somebody who answers after the head and reads the rest to the end.
  ScriptedServer server(
      {{.answers = {"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"},
        .stays_open = true}});
  const auto response = fetch(server.endpoint(), {.method = "POST", .body = std::string(32 << 20, 'x')});
  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->status, 413);
}

TEST(Client, ReportsSilence) {
  ScriptedServer server({{.answers = {""}, .stays_open = true}});
  const auto response = fetch(server.endpoint(), {}, impatient);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error(), "cannot receive: timed out");
}

TEST(Client, BoundsTheWholeExchange) {
  // Bytes keep coming, the answer does not end.
  ScriptedServer server(
      {{.answers = {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome"}, .stays_open = true}});
  const auto response = fetch(server.endpoint(), {}, impatient);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error(), "cannot receive: timed out");
}

TEST(Client, BoundsTheAnswer) {
  ScriptedServer server({{.answers = {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12345"}}});
  const auto response = fetch(server.endpoint(), {}, {.limits = {.body_bytes_max = 4}});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error(), "the answer is larger than 4 bytes");
}

TEST(Client, ReportsARefusedConnection) {
  const base::Endpoint closed = io::local_endpoint(io::listen_on_loopback().get());
  const auto response = fetch(closed, {});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error(), "cannot connect to " + base::format_endpoint(closed) + ": Connection refused");
}

TEST(Client, ReportsAConnectionThatDoesNotComeAbout) {
  // A listener whose queue is full answers nobody.
  const base::UniqueFd full(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = io::to_sockaddr(io::any_loopback_port);
  ASSERT_EQ(::bind(full.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(full.get(), 0), 0);
  const base::Endpoint endpoint = io::local_endpoint(full.get());
  address = io::to_sockaddr(endpoint);
  std::vector<base::UniqueFd> waiting;
  for (int i = 0; i < 8; ++i) {
    waiting.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    ::connect(waiting.back().get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  }
  const auto response = fetch(endpoint, {}, {.connect_timeout = std::chrono::milliseconds(50)});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error(), "cannot connect to " + base::format_endpoint(endpoint) + ": timed out");
}

TEST(Client, RefusesARequestLineThatIsNone) {
  for (const Request& request : {Request{.method = ""}, Request{.method = "G T"}, Request{.target = ""},
                                 Request{.target = "/a b"}, Request{.target = "/\r\nHost: b"}}) {
    const auto response = fetch(io::any_loopback_port, request);
    ASSERT_FALSE(response);
    EXPECT_TRUE(response.error().ends_with("is no request line")) << response.error();
  }
}

}  // namespace
}  // namespace sluice::http
