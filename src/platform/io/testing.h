#pragma once
// For tests that drive a loop and sockets on one thread.

#include <chrono>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>

#include "platform/base/unique_fd.h"
#include "platform/io/listen.h"
#include "platform/io/loop.h"
#include "platform/io/sockaddr.h"

namespace sluice::io {

// Turns the loop until `done` holds; false if it does not within a generous time.
template <class Condition>
bool turn_until(Loop& loop, Condition done) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!done()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    loop.turn(std::chrono::milliseconds(1));
  }
  return true;
}

// Turns the loop until it has nothing left to do at once; for claims that something does not happen.
inline void settle(Loop& loop) {
  for (int i = 0; i < 12; ++i) loop.turn(std::chrono::microseconds(200));
}

inline constexpr base::Endpoint any_loopback_port{base::Ipv4{0x7f000001}, 0};

inline base::UniqueFd listen_on_loopback() {
  auto socket = listen_tcp(any_loopback_port);
  if (!socket) std::abort();
  return std::move(socket).value();
}

// A blocking socket connected to `remote`, which accepts later or never.
inline base::UniqueFd dial(const base::Endpoint& remote) {
  base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = to_sockaddr(remote);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::abort();
  return socket;
}

// So that little data fills them: what the kernel buffers at most is then well below a megabyte.
inline void shrink_buffers(int fd) {
  const int bytes = 32 * 1024;
  ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

// Two ends of one TCP connection with small buffers; the first is blocking, the second is not.
inline std::pair<base::UniqueFd, base::UniqueFd> tcp_pair() {
  const base::UniqueFd listening = listen_on_loopback();
  base::UniqueFd dialled = dial(local_endpoint(listening.get()));
  base::UniqueFd accepted;
  while (!accepted)
    accepted.reset(::accept4(listening.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  shrink_buffers(dialled.get());
  shrink_buffers(accepted.get());
  return {std::move(dialled), std::move(accepted)};
}

inline void set_nonblocking(int fd) {
  ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

// Closing it sends a reset.
inline void close_with_reset(base::UniqueFd socket) {
  const linger option{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket.get(), SOL_SOCKET, SO_LINGER, &option, sizeof option);
}

}  // namespace sluice::io
