#include "edge/dataplane/testing/blocking_client.h"

#include <array>

#include <sys/socket.h>
#include <sys/time.h>

#include "platform/http/body.h"
#include "platform/http/head.h"
#include "platform/io/sockaddr.h"

namespace sluice::edgetest {
namespace {

constexpr timeval wait_max{.tv_sec = 30, .tv_usec = 0};

}  // namespace

BlockingClient::BlockingClient(const base::Endpoint& remote)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &wait_max, sizeof wait_max);
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &wait_max, sizeof wait_max);
  const sockaddr_in address = io::to_sockaddr(remote);
  if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    socket_.reset();
}

bool BlockingClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

std::string BlockingClient::receive_some() {
  if (!buffer_.empty()) return std::exchange(buffer_, {});
  std::array<char, 65536> bytes;
  const ssize_t got = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
  return got <= 0 ? std::string() : std::string(bytes.data(), static_cast<size_t>(got));
}

std::string BlockingClient::receive_all() {
  std::string all;
  for (std::string some = receive_some(); !some.empty(); some = receive_some()) all += some;
  return all;
}

std::string BlockingClient::receive_until(std::string_view end) {
  std::string all;
  while (true) {
    const std::string some = receive_some();
    all += some;
    const size_t at = all.find(end);
    if (at == std::string::npos && !some.empty()) continue;
    if (at != std::string::npos) {
      buffer_ = all.substr(at + end.size());
      all.resize(at + end.size());
    }
    return all;
  }
}

std::optional<ClientResponse> BlockingClient::receive_response(bool to_head) {
  const std::string text = receive_until("\r\n\r\n");
  http::ResponseHead head;
  if (http::parse_response_head(text, {}, to_head, head).state != http::HeadResult::State::Complete)
    return std::nullopt;
  ClientResponse response{.status = head.status, .head = text, .body = {}, .keep_alive = head.keep_alive};
  http::BodyReader body(head.body);
  while (!body.done()) {
    const std::string some = receive_some();
    if (some.empty()) body.on_end_of_stream();
    const size_t used = body.consume(some, &response.body);
    if (body.state() == http::BodyReader::State::Malformed) return std::nullopt;
    buffer_ = some.substr(used);
  }
  return response;
}

std::optional<ClientResponse> BlockingClient::get(std::string_view target) {
  if (!socket_ || !send("GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n\r\n"))
    return std::nullopt;
  return receive_response();
}

void BlockingClient::shutdown_write() {
  ::shutdown(socket_.get(), SHUT_WR);
}

std::optional<ClientResponse> get_once(const base::Endpoint& remote, std::string_view target) {
  return BlockingClient(remote).get(target);
}

}  // namespace sluice::edgetest
