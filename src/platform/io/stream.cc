#include "platform/io/stream.h"

#include <algorithm>
#include <cassert>
#include <cerrno>

#include <fcntl.h>
#include <sys/socket.h>

namespace sluice::io {

Stream::Stream(Loop& loop, base::UniqueFd socket, StreamHandler& handler)
    : loop_(loop), socket_(std::move(socket)), handler_(&handler) {
  const int flags = ::fcntl(socket_.get(), F_GETFL);
  if ((flags & O_NONBLOCK) == 0) ::fcntl(socket_.get(), F_SETFL, flags | O_NONBLOCK);
  if (loop_.watch(socket_.get(), EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, *this) == 0) return;
  // The poller is full. No event would ever come, so the connection ends here: reads see the end, writes
  // fail.
  ::shutdown(socket_.get(), SHUT_RDWR);
  maybe_readable_ = hang_up_seen_ = true;
}

Stream::~Stream() {
  loop_.unwatch(socket_.get(), *this);
}

void Stream::read(std::span<char> buffer) {
  assert(read_ == Read::None && !buffer.empty());
  read_ = Read::Buffer;
  read_buffer_ = buffer;
  if (maybe_readable_) loop_.deliver_later(*this);
}

void Stream::await_readable() {
  assert(read_ == Read::None);
  read_ = Read::Readiness;
  if (maybe_readable_) loop_.deliver_later(*this);
}

void Stream::cancel_read() {
  read_ = Read::None;
}

void Stream::write(std::span<const iovec> parts) {
  assert(!write_active_ && parts.size() <= write_parts_max);
  parts_end_ = parts.size();
  std::copy(parts.begin(), parts.end(), parts_.begin());
  parts_next_ = 0;
  write_active_ = true;
  loop_.deliver_later(*this);
}

size_t Stream::unwritten_bytes() const {
  size_t bytes = 0;
  for (size_t i = parts_next_; i < parts_end_; ++i) bytes += parts_[i].iov_len;
  return bytes;
}

size_t Stream::write_now(std::string_view bytes) {
  assert(!write_active_);
  const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  return sent < 0 ? 0 : static_cast<size_t>(sent);
}

void Stream::shutdown_write() {
  ::shutdown(socket_.get(), SHUT_WR);
}

void Stream::reset_on_close() {
  const linger option{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &option, sizeof option);
}

void Stream::on_events(uint32_t epoll_events) {
  constexpr uint32_t broken = EPOLLERR | EPOLLHUP;
  if (epoll_events & (EPOLLIN | EPOLLRDHUP | broken)) maybe_readable_ = true;
  if (epoll_events & (EPOLLRDHUP | broken)) hang_up_seen_ = true;
  if (epoll_events & (EPOLLOUT | broken)) maybe_writable_ = true;
  complete();
}

void Stream::complete() {
  ssize_t result = 0;
  const bool wrote = write_active_ && maybe_writable_ && try_write(result);
  if (wrote) {
    // The read side gets its turn through the queue, as the handler may destroy this stream.
    if (read_ != Read::None && maybe_readable_) loop_.deliver_later(*this);
    return finish_write(result);
  }
  if (read_ == Read::None || !maybe_readable_) return;
  if (read_ == Read::Readiness) {
    read_ = Read::None;
    return handler_->on_readable();
  }
  if (try_read(result)) finish_read(result);
}

bool Stream::try_read(ssize_t& result) {
  do {
    result = ::recv(socket_.get(), read_buffer_.data(), read_buffer_.size(), 0);
  } while (result < 0 && errno == EINTR);
  if (result < 0) {
    if (errno == EAGAIN) {
      maybe_readable_ = false;
      return false;
    }
    result = -errno;
    return true;
  }
  // A short read drained the socket: the next edge will tell, unless the end of the stream is waiting there
  // already.
  if (result > 0 && static_cast<size_t>(result) < read_buffer_.size() && !hang_up_seen_)
    maybe_readable_ = false;
  return true;
}

bool Stream::try_write(ssize_t& result) {
  while (true) {
    while (parts_next_ < parts_end_ && parts_[parts_next_].iov_len == 0) ++parts_next_;
    if (parts_next_ == parts_end_) {
      result = 0;
      return true;
    }
    msghdr message{};
    message.msg_iov = &parts_[parts_next_];
    message.msg_iovlen = parts_end_ - parts_next_;
    const ssize_t sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN) {
        maybe_writable_ = false;
        return false;
      }
      result = -errno;
      return true;
    }
    for (size_t left = static_cast<size_t>(sent); left > 0;) {
      iovec& part = parts_[parts_next_];
      const size_t taken = std::min(left, part.iov_len);
      part.iov_base = static_cast<char*>(part.iov_base) + taken;
      part.iov_len -= taken;
      left -= taken;
      if (part.iov_len == 0) ++parts_next_;
    }
  }
}

void Stream::finish_read(ssize_t result) {
  read_ = Read::None;
  handler_->on_read(result);
}

void Stream::finish_write(ssize_t result) {
  write_active_ = false;
  handler_->on_write(result);
}

}  // namespace sluice::io
