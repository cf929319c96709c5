#include "platform/tls/testing/peer.h"

#include <cerrno>

#include <sys/socket.h>

#include "platform/io/testing.h"

namespace sluice::tls {

Peer::Peer(base::UniqueFd socket, const ClientContext& context, const HostName& server)
    : socket_(std::move(socket)), engine_(context, server) {
  io::set_nonblocking(socket_.get());
}

void Peer::send_output() {
  unsent_ += engine_.take_output();
  if (!socket_ || unsent_.empty()) return;
  const ssize_t sent = ::send(socket_.get(), unsent_.data(), unsent_.size(), MSG_NOSIGNAL);
  if (sent > 0) unsent_.erase(0, static_cast<size_t>(sent));
}

// One block; false if there is none.
bool Peer::take_in() {
  if (!socket_ || closed_) return false;
  const std::span<char> space = engine_.input_space();
  const ssize_t got = ::recv(socket_.get(), space.data(), space.size(), 0);
  if (got > 0) {
    engine_.received(static_cast<size_t>(got));
    return true;
  }
  if (got == 0 || errno != EAGAIN) closed_ = true;
  was_reset_ = got < 0 && errno == ECONNRESET;
  return false;
}

bool Peer::shake_hands() {
  Engine::State state;
  do {
    state = engine_.handshake();
    send_output();
  } while (state == Engine::State::NeedsInput && take_in());
  failed_ = failed_ || state == Engine::State::Failed;
  return state == Engine::State::Done;
}

size_t Peer::send(std::string_view bytes) {
  send_output();
  size_t taken = 0;
  while (taken < bytes.size() && unsent_.empty()) {
    const Engine::Step step = engine_.write(bytes.substr(taken));
    if (step.state != Engine::State::Done) break;
    taken += step.bytes;
    send_output();
  }
  return taken;
}

std::string Peer::receive(size_t bytes_max) {
  std::string text(bytes_max, '\0');
  size_t size = 0;
  while (size < bytes_max) {
    const Engine::Step step = engine_.read(std::span(text).subspan(size));
    size += step.bytes;
    if (!goes_on_after(step.state)) break;
  }
  send_output();
  text.resize(size);
  return text;
}

void Peer::look() {
  for (bool more = true; more;) {
    const Engine::State state = engine_.peek();
    more = state != Engine::State::Done && goes_on_after(state);
  }
  send_output();
}

bool Peer::goes_on_after(Engine::State state) {
  ended_ = ended_ || state == Engine::State::Ended;
  failed_ = failed_ || state == Engine::State::Failed;
  return state == Engine::State::Done || (state == Engine::State::NeedsInput && take_in());
}

bool Peer::ended() {
  look();
  return ended_;
}

bool Peer::closed() {
  look();
  if (ended_ || failed_) take_rest();
  return closed_;
}

bool Peer::was_reset() {
  look();
  return was_reset_;
}

// Behind the end of TLS only the end of the connection matters.
void Peer::take_rest() {
  char block[1024];
  while (!closed_) {
    const ssize_t got = ::recv(socket_.get(), block, sizeof block, 0);
    if (got < 0 && errno == EAGAIN) return;
    closed_ = got <= 0;
  }
}

void Peer::shutdown_write() {
  engine_.close();
  send_output();
}

void Peer::close() {
  shutdown_write();
  leave();
}

void Peer::leave() {
  socket_.reset();
  closed_ = true;
}

void Peer::reset() {
  io::close_with_reset(std::move(socket_));
  closed_ = true;
}

}  // namespace sluice::tls
