#include "platform/io/acceptor.h"

#include <cerrno>

#include <sys/socket.h>

#include "platform/base/log.h"
#include "platform/io/sockaddr.h"

namespace sluice::io {

Acceptor::Acceptor(Loop& loop, int listening_fd, OnConnection on_connection)
    : loop_(loop),
      fd_(listening_fd),
      on_connection_(std::move(on_connection)),
      retry_(loop, [this] { resume(); }) {
  resume();
}

Acceptor::~Acceptor() {
  pause();
  if (alive_ != nullptr) *alive_ = false;
}

void Acceptor::pause() {
  retry_.disarm();
  if (!watching_) return;
  watching_ = false;
  loop_.unwatch(fd_, *this);
}

void Acceptor::resume() {
  if (watching_) return;
  // Level-triggered: what one turn leaves in the queue, the next one gets.
  const int error = -loop_.watch(fd_, EPOLLIN | EPOLLEXCLUSIVE, *this);
  watching_ = error == 0;
  if (watching_) return;
  base::log_warning("accept.unwatched", {{"errno", error}});
  retry_.arm(exhaustion_pause);
}

void Acceptor::on_events(uint32_t) {
  bool alive = true;
  alive_ = &alive;
  // Kept here while it runs, as it may destroy the acceptor.
  OnConnection on_connection = std::move(on_connection_);
  for (int i = 0; i < connections_per_turn_max && watching_; ++i) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    base::UniqueFd socket(
        ::accept4(fd_, reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
        base::log_warning("accept.exhausted", {{"errno", errno}});
        pause();
        retry_.arm(exhaustion_pause);
      }
      break;
    }
    on_connection(std::move(socket), from_sockaddr(address));
    if (!alive) return;
  }
  alive_ = nullptr;
  on_connection_ = std::move(on_connection);
}

}  // namespace sluice::io
