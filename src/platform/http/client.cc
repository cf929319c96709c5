#include "platform/http/client.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

#include "platform/http/characters.h"
#include "platform/http/message_text.h"
#include "platform/io/listen.h"
#include "platform/io/sockaddr.h"

namespace sluice::http {
namespace {

base::Unexpected<std::string> failed(std::string_view what, int error) {
  return base::Unexpected{
      fmt::format("{}: {}", what, error == ETIMEDOUT ? "timed out" : std::strerror(error))};
}

// Waits for one of `events`; 0, or the errno.
int wait_for(int fd, short events, std::chrono::steady_clock::time_point deadline) {
  while (true) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd entry{.fd = fd, .events = events, .revents = 0};
    const int ready = ::poll(&entry, 1, static_cast<int>(std::max<int64_t>(left.count(), 0)));
    if (ready > 0) return 0;
    if (ready == 0) return ETIMEDOUT;
    if (errno != EINTR) return errno;
  }
}

// Between two exchanges nothing should come. If something did, it is the end, or belongs to nobody.
bool still_usable(int fd) {
  char byte;
  return ::recv(fd, &byte, 1, MSG_PEEK) < 0 && errno == EAGAIN;
}

bool consists_of(std::string_view text, CharacterClass wanted) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [wanted](char c) { return is(c, wanted); });
}

}  // namespace

base::Result<Response, std::string> Client::send(const Request& request) {
  if (!consists_of(request.method, token_char) || !consists_of(request.target, target_char)) {
    return base::Unexpected{fmt::format("\"{} {}\" is no request line", request.method, request.target)};
  }
  if (socket_ && !still_usable(socket_.get())) disconnect();
  if (!socket_) {
    if (auto connected = connect(); !connected) return base::Unexpected{std::move(connected).error()};
  }
  const Deadline deadline = std::chrono::steady_clock::now() + options_.exchange_timeout;
  const std::string text = format_request_head(request, host_field()) + request.body;
  const auto sent = send_all(text, deadline);
  // A server that refuses a request may answer and close before it has read all of it: the answer counts.
  auto response = receive(request.method == "HEAD", deadline);
  if (!sent) disconnect();
  if (!response && !sent) return base::Unexpected{sent.error()};
  return response;
}

void Client::disconnect() {
  engine_.reset();
  socket_.reset();
}

std::string Client::host_field() const {
  if (options_.host.empty()) return base::format_endpoint(server_);
  return fmt::format("{}:{}", options_.host, server_.port);
}

base::Result<void, std::string> Client::connect() {
  const Deadline deadline = Deadline::clock::now() + options_.connect_timeout;
  base::UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd) return failed("cannot make a socket", errno);
  const sockaddr_in address = io::to_sockaddr(server_);
  int error = 0;
  if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    error = errno;
    if (error == EINPROGRESS) error = wait_for(fd.get(), POLLOUT, deadline);
    socklen_t size = sizeof error;
    if (error == 0) ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
  }
  if (error == 0 && io::connected_to_itself(fd.get())) error = ECONNREFUSED;
  if (error != 0) return failed(fmt::format("cannot connect to {}", base::format_endpoint(server_)), error);
  io::set_no_delay(fd.get());
  socket_ = std::move(fd);
  if (options_.tls == nullptr) return {};
  auto agreed = shake_hands(deadline);
  if (agreed) return {};
  disconnect();
  return base::Unexpected{
      fmt::format("cannot connect to {} by TLS: {}", host_field(), std::move(agreed).error())};
}

base::Result<void, std::string> Client::shake_hands(Deadline deadline) {
  const auto name =
      tls::HostName::parse(options_.host.empty() ? base::format_ipv4(server_.address) : options_.host);
  if (!name) return base::Unexpected{name.error()};
  engine_ = std::make_unique<tls::Engine>(*options_.tls, *name);
  while (true) {
    const tls::Engine::State state = engine_->handshake();
    const auto sent = write_all(engine_->take_output(), deadline);
    if (state == tls::Engine::State::Done) return sent;
    if (state != tls::Engine::State::NeedsInput) return base::Unexpected{engine_->error()};
    const auto got = read_some(engine_->input_space(), deadline);
    if (!got) return base::Unexpected{got.error()};
    if (*got == 0) return base::Unexpected{std::string("the server ended the connection")};
    engine_->received(*got);
  }
}

base::Result<void, std::string> Client::send_all(std::string_view bytes, Deadline deadline) {
  if (engine_ == nullptr) return write_all(bytes, deadline);
  while (!bytes.empty()) {
    const tls::Engine::Step step = engine_->write(bytes);
    if (step.state != tls::Engine::State::Done) return base::Unexpected{engine_->error()};
    bytes.remove_prefix(step.bytes);
    if (auto sent = write_all(engine_->take_output(), deadline); !sent) return sent;
  }
  return {};
}

base::Result<void, std::string> Client::write_all(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<size_t>(sent));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return failed("cannot send", errno);
    if (const int error = wait_for(socket_.get(), POLLOUT, deadline); error != 0)
      return failed("cannot send", error);
  }
  return {};
}

base::Result<size_t, std::string> Client::read_some(std::span<char> buffer, Deadline deadline) {
  while (true) {
    int error = wait_for(socket_.get(), POLLIN, deadline);
    const ssize_t got = error != 0 ? -1 : ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
    if (got >= 0) return static_cast<size_t>(got);
    if (error == 0) error = errno;
    if (error != EINTR && error != EAGAIN) return failed("cannot receive", error);
  }
}

base::Result<size_t, std::string> Client::receive_some(std::span<char> buffer, Deadline deadline) {
  if (engine_ == nullptr) return read_some(buffer, deadline);
  while (true) {
    const tls::Engine::Step step = engine_->read(buffer);
    if (step.state == tls::Engine::State::Done) return step.bytes;
    if (step.state == tls::Engine::State::Ended) return 0u;
    if (step.state == tls::Engine::State::Failed) return base::Unexpected{engine_->error()};
    if (auto sent = write_all(engine_->take_output(), deadline); !sent) {
      return base::Unexpected{std::move(sent).error()};
    }
    const auto got = read_some(engine_->input_space(), deadline);
    if (!got) return got;
    // What was received may be less than what was sent.
    if (*got == 0) return base::Unexpected{std::string("the connection was cut: no close_notify came")};
    engine_->received(*got);
  }
}

base::Result<Response, std::string> Client::receive(bool answers_head_request, Deadline deadline) {
  ResponseReader reader(answers_head_request, options_.limits);
  std::array<char, 16 * 1024> block;
  while (reader.state() == ResponseReader::State::More) {
    const auto got = receive_some(block, deadline);
    if (!got) {
      disconnect();
      return base::Unexpected{got.error()};
    }
    *got > 0 ? reader.feed({block.data(), *got}) : reader.end_of_stream();
  }
  if (!reader.connection_reusable()) disconnect();
  if (reader.state() == ResponseReader::State::Failed) return base::Unexpected{reader.error()};
  return reader.take();
}

base::Result<Response, std::string> fetch(const base::Endpoint& server, const Request& request,
                                          ClientOptions options) {
  return Client(server, std::move(options)).send(request);
}

}  // namespace sluice::http
