#include "edge/dataplane/testing/peer.h"

#include <array>
#include <cerrno>
#include <cstdlib>

#include <sys/socket.h>
#include <unistd.h>

#include "platform/io/testing.h"

namespace sluice::edgetest {

base::Ipv4 test_address(uint8_t host) {
  static const auto process = static_cast<uint32_t>(::getpid());
  return base::Ipv4{0x7f4d0000u + (process % 256 << 8) + host};
}

uint16_t free_port(base::Ipv4 address) {
  const auto socket = io::listen_tcp({address, 0});
  if (!socket) std::abort();
  return io::local_endpoint(socket->get()).port;
}

Peer::Peer(base::UniqueFd socket) : socket_(std::move(socket)) {
  io::set_nonblocking(socket_.get());
}

Peer Peer::connect_to(const base::Endpoint& remote) {
  return Peer(io::dial(remote));
}

void Peer::send(std::string_view bytes) {
  unsent_ += bytes;
  flush();
}

bool Peer::flush() {
  while (!unsent_.empty()) {
    const ssize_t sent = ::send(socket_.get(), unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    unsent_.erase(0, static_cast<size_t>(sent));
  }
  return true;
}

void Peer::pull() {
  std::array<char, 65536> buffer;
  while (socket_ && !ended_) {
    const ssize_t got = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
    if (got > 0) {
      received_.append(buffer.data(), static_cast<size_t>(got));
      continue;
    }
    if (got < 0 && errno == EAGAIN) return;
    reset_ = got < 0;
    ended_ = true;
  }
}

const std::string& Peer::received() {
  pull();
  return received_;
}

std::string Peer::take() {
  pull();
  return std::exchange(received_, {});
}

std::string Peer::take_until(std::string_view end) {
  const size_t at = received().find(end);
  if (at == std::string::npos) std::abort();
  std::string taken = received_.substr(0, at + end.size());
  received_.erase(0, at + end.size());
  return taken;
}

bool Peer::ended() {
  pull();
  return ended_;
}

bool Peer::was_reset() {
  pull();
  return reset_;
}

void Peer::shutdown_write() {
  ::shutdown(socket_.get(), SHUT_WR);
}

void Peer::close() {
  socket_.reset();
}

void Peer::reset() {
  io::close_with_reset(std::move(socket_));
}

void Peer::shrink() {
  io::shrink_buffers(socket_.get());
}

TestBackend::TestBackend(base::Ipv4 address) {
  auto socket = io::listen_tcp({address, 0});
  if (!socket) std::abort();
  socket_ = *std::move(socket);
  endpoint_ = io::local_endpoint(socket_.get());
}

std::optional<Peer> TestBackend::accept() {
  base::UniqueFd socket(::accept4(socket_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!socket) return std::nullopt;
  ++accepted_;
  return Peer(std::move(socket));
}

}  // namespace sluice::edgetest
