#pragma once
// A server on a loop that the test turns, with a clock that the test owns, and clients that are bare sockets.

#include <cerrno>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <sys/socket.h>

#include "platform/http/head.h"
#include "platform/http/server.h"
#include "platform/io/testing.h"

namespace sluice::http {

class RawClient {
 public:
  explicit RawClient(base::UniqueFd socket) : socket_(std::move(socket)) {
    io::set_nonblocking(socket_.get());
  }

  // As much as fits into the kernel's buffers; returns how much that was.
  size_t send(std::string_view bytes) {
    const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return sent < 0 ? 0 : static_cast<size_t>(sent);
  }
  void shutdown_write() { ::shutdown(socket_.get(), SHUT_WR); }
  void reset() { io::close_with_reset(std::move(socket_)); }

  // Takes what has arrived.
  void receive() {
    char block[64 * 1024];
    while (socket_ && !closed_) {
      const ssize_t got = ::recv(socket_.get(), block, sizeof block, 0);
      if (got < 0 && errno == EAGAIN) return;
      if (got <= 0) {
        closed_ = true;
        was_reset_ = got < 0;
        return;
      }
      received_.append(block, static_cast<size_t>(got));
    }
  }

  const std::string& received() const { return received_; }
  bool closed() const { return closed_; }        // the server has ended its side, or all of it
  bool was_reset() const { return was_reset_; }  // and not in an orderly way
  int fd() const { return socket_.get(); }

 private:
  base::UniqueFd socket_;
  std::string received_;
  bool closed_ = false;
  bool was_reset_ = false;
};

// The statuses of answers that follow each other, each with its body: "100 200(hello) 404()". A body that is
// cut short, or bytes that are no answer, end it with "...".
inline std::string answers_in(std::string_view bytes, bool to_head_requests = false) {
  std::string text;
  ResponseHead head;
  while (!bytes.empty()) {
    if (!text.empty()) text += ' ';
    const auto parsed = parse_response_head(bytes, {.head_bytes_max = 64 * 1024}, to_head_requests, head);
    if (parsed.state != HeadResult::State::Complete) return text + "...";
    bytes.remove_prefix(head.size);
    text += std::to_string(head.status);
    if (head.body.kind != BodyKind::Length) continue;
    if (bytes.size() < head.body.length) return text + "...";
    text += "(" + std::string(bytes.substr(0, head.body.length)) + ")";
    bytes.remove_prefix(head.body.length);
  }
  return text;
}

class ServerFixture : public testing::Test {
 protected:
  // "Sun, 06 Nov 1994 08:49:37 GMT"
  ServerFixture() : clock_(base::from_unix_ms(784'111'777'000)) {}

  void start() {
    base::UniqueFd listening = io::listen_on_loopback();
    endpoint_ = io::local_endpoint(listening.get());
    server_ = std::make_unique<Server>(
        loop_, std::move(listening), options_,
        [this](Request request, Responder respond) {
          requests_.push_back(std::move(request));
          if (handler_) return handler_(requests_.back(), respond);
          respond(Response{.body = describe(requests_.back())});
        },
        [this](Refusal refusal, const Request& request) {
          refused_.push_back(request);
          return Response{.status = status_of(refusal), .headers = {{"X-Refused", "yes"}}, .body = "refused"};
        });
  }

  // What the ordinary handler answers.
  static std::string describe(const Request& request) {
    return request.method + " " + request.target + (request.body.empty() ? "" : " " + request.body);
  }

  // Answers are given by the test, in its own time.
  void answer_later() {
    handler_ = [this](const Request&, Responder respond) { waiting_.push_back(std::move(respond)); };
  }

  RawClient& connect() {
    clients_.push_back(std::make_unique<RawClient>(io::dial(endpoint_)));
    return *clients_.back();
  }

  template <class Condition>
  bool until(Condition condition) {
    return io::turn_until(loop_, [&] {
      for (const auto& client : clients_) client->receive();
      return condition();
    });
  }
  void settle() {
    for (int i = 0; i < 2; ++i) {
      io::settle(loop_);
      for (const auto& client : clients_) client->receive();
    }
  }
  void pass(base::Duration time) {
    clock_.advance(time);
    settle();
  }
  bool requests_arrive(size_t count) {
    return until([&] { return requests_.size() >= count; });
  }

  base::ManualClock clock_;
  io::Loop loop_{clock_};
  ServerOptions options_;
  base::Endpoint endpoint_;
  std::function<void(const Request&, Responder)> handler_;
  std::deque<Request> requests_;
  std::vector<Request> refused_;
  std::deque<Responder> waiting_;
  std::unique_ptr<Server> server_;
  std::vector<std::unique_ptr<RawClient>> clients_;
};

}  // namespace sluice::http
