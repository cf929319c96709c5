#include "edge/dataplane/testing/backend_server.h"

#include <cstdlib>
#include <cstring>
#include <unordered_map>

#include "platform/http/body.h"
#include "platform/http/head.h"
#include "platform/io/acceptor.h"
#include "platform/io/listen.h"
#include "platform/io/stream.h"

namespace sluice::edgetest {

class BackendConnection final : public io::StreamHandler {
 public:
  using OnEnd = std::function<void(BackendConnection*)>;

  BackendConnection(BackendServer& server, base::UniqueFd socket, OnEnd on_end)
      : server_(server), on_end_(std::move(on_end)), stream_(server.loop_, std::move(socket), *this) {
    read();
  }

 private:
  static constexpr size_t piece_bytes = 64 * 1024;

  void read() { stream_.read(incoming_); }

  void on_read(ssize_t result) override {
    if (result <= 0) return on_end_(this);
    received_.append(incoming_.data(), static_cast<size_t>(result));
    proceed();
  }

  // As far as what was received goes.
  void proceed() {
    if (!in_body_ && !take_head()) return;
    std::string payload;
    const size_t used = body_.consume(received_, &payload);
    received_.erase(0, used);
    for (const char c : payload) upload_ok_ = upload_ok_ && c == pattern(uploaded_++);
    if (body_.state() == http::BodyReader::State::Malformed) return on_end_(this);
    if (!body_.done()) return read();
    in_body_ = false;
    answer();
  }

  bool take_head() {
    http::RequestHead head;
    const auto result = http::parse_request_head(received_, {}, head);
    if (result.state == http::HeadResult::State::Refused) {
      on_end_(this);
      return false;
    }
    if (result.state == http::HeadResult::State::Incomplete) {
      read();
      return false;
    }
    ++server_.requests_;
    target_ = head.target;
    head_request_ = head.method == "HEAD";
    body_ = http::BodyReader(head.body);
    in_body_ = true;
    uploaded_ = 0;
    upload_ok_ = true;
    const size_t size = head.size;
    received_.erase(0, size);
    return true;
  }

  void answer() {
    std::string body = server_.name_;
    uint64_t body_bytes = body.size();
    made_ = 0;
    if (target_.starts_with("/bytes/")) {
      body.clear();
      body_bytes = std::strtoull(target_.c_str() + 7, nullptr, 10);
      made_to_ = body_bytes;
    } else {
      made_to_ = 0;
      if (target_ == "/upload") body = std::to_string(uploaded_) + (upload_ok_ ? " intact" : " damaged");
      body_bytes = body.size();
    }
    outgoing_ = "HTTP/1.1 " + std::to_string(server_.status_.load()) +
                " X\r\nContent-Length: " + std::to_string(body_bytes) + "\r\n\r\n" +
                (head_request_ ? "" : body);
    if (head_request_) made_to_ = 0;
    write();
  }

  void write() {
    const iovec part{outgoing_.data(), outgoing_.size()};
    stream_.write({&part, 1});
  }

  void on_write(ssize_t result) override {
    if (result < 0) return on_end_(this);
    if (made_ < made_to_) {
      outgoing_.resize(std::min<uint64_t>(piece_bytes, made_to_ - made_));
      for (char& c : outgoing_) c = pattern(made_++);
      return write();
    }
    if (server_.close_after_response_) return on_end_(this);
    if (received_.empty()) return read();
    proceed();
  }

  BackendServer& server_;
  OnEnd on_end_;
  io::Stream stream_;
  std::array<char, piece_bytes> incoming_;
  std::string received_;
  std::string outgoing_;
  std::string target_;
  http::BodyReader body_;
  bool in_body_ = false;
  bool head_request_ = false;
  bool upload_ok_ = true;
  uint64_t uploaded_ = 0;
  uint64_t made_ = 0;  // of a body made of pattern()
  uint64_t made_to_ = 0;
};

// What belongs to the server's loop.
class BackendServer::Listener {
 public:
  Listener(BackendServer& server, base::UniqueFd socket)
      : socket_(std::move(socket)),
        acceptor_(server.loop_, socket_.get(), [this, &server](base::UniqueFd client, const base::Endpoint&) {
          ++server.accepted_;
          auto connection = std::make_unique<BackendConnection>(
              server, std::move(client), [this](BackendConnection* ended) { connections_.erase(ended); });
          connections_.emplace(connection.get(), std::move(connection));
        }) {}

 private:
  base::UniqueFd socket_;
  std::unordered_map<BackendConnection*, std::unique_ptr<BackendConnection>> connections_;
  io::Acceptor acceptor_;
};

BackendServer::BackendServer(std::string name, const base::Endpoint& local)
    : name_(std::move(name)), loop_(clock_) {
  auto socket = io::listen_tcp(local);
  if (!socket) std::abort();
  endpoint_ = io::local_endpoint(socket->get());
  listener_ = std::make_unique<Listener>(*this, *std::move(socket));
  thread_ = std::thread([this] { loop_.run(); });
}

BackendServer::~BackendServer() {
  loop_.stop();
  thread_.join();
  listener_.reset();
}

}  // namespace sluice::edgetest
