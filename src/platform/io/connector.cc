#include "platform/io/connector.h"

#include <cerrno>

#include <sys/socket.h>

#include "platform/io/listen.h"
#include "platform/io/sockaddr.h"

namespace sluice::io {

Connector::Connector(Loop& loop, const base::Endpoint& remote, base::Duration timeout, OnDone on_done)
    : loop_(loop),
      socket_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)),
      on_done_(std::move(on_done)),
      timeout_(loop, [this] { finish(ETIMEDOUT); }) {
  const sockaddr_in address = to_sockaddr(remote);
  if (!socket_) {
    immediate_error_ = errno;
  } else if (::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 &&
             errno != EINPROGRESS) {
    immediate_error_ = errno;
  } else {
    // A connection made at once (loopback) is writable at once: the poller reports both cases alike.
    immediate_error_ = -loop_.watch(socket_.get(), EPOLLOUT | EPOLLET, *this);
  }
  if (immediate_error_ != 0) {
    loop_.deliver_later(*this);
  } else {
    timeout_.arm(timeout);
  }
}

Connector::~Connector() {
  if (socket_) loop_.unwatch(socket_.get(), *this);
}

void Connector::on_events(uint32_t) {
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
  if (error == 0 && connected_to_itself(socket_.get())) error = ECONNREFUSED;
  finish(error);
}

void Connector::complete() {
  finish(immediate_error_);
}

void Connector::finish(int error) {
  timeout_.disarm();
  if (socket_) loop_.unwatch(socket_.get(), *this);
  const OnDone on_done = std::move(on_done_);
  if (error != 0) {
    socket_.reset();
    return on_done(base::Unexpected{error});
  }
  on_done(std::move(socket_));
}

}  // namespace sluice::io
