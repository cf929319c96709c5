// The forwarder on bare epoll, level-triggered: one wait, one receive and one send for each message.

#include <memory>
#include <vector>

#include <sys/epoll.h>
#include <sys/socket.h>

#include "bench/figures.h"
#include "bench/spikes/forwarder.h"
#include "platform/io/listen.h"

namespace sluice::spike {
namespace {

struct Socket {
  base::UniqueFd fd;
  Socket* other = nullptr;
};

}  // namespace

void forward_with_epoll(const Job& job) {
  const base::UniqueFd poller(::epoll_create1(EPOLL_CLOEXEC));
  std::vector<std::unique_ptr<Socket>> sockets;
  const auto watch = [&](int fd, Socket* socket) {
    epoll_event event{.events = EPOLLIN, .data = {.ptr = socket}};
    if (::epoll_ctl(poller.get(), EPOLL_CTL_ADD, fd, &event) != 0) bench::give_up("epoll_ctl");
  };
  const auto add = [&](base::UniqueFd fd) -> Socket& {
    io::set_no_delay(fd.get());
    sockets.push_back(std::make_unique<Socket>(Socket{std::move(fd), nullptr}));
    return *sockets.back();
  };
  watch(job.listening_fd, nullptr);

  int ended = 0;
  char buffer[buffer_bytes];
  epoll_event events[256];
  while (ended < job.connections) {
    const int count = ::epoll_wait(poller.get(), events, 256, -1);
    for (int i = 0; i < count; ++i) {
      auto* socket = static_cast<Socket*>(events[i].data.ptr);
      if (socket == nullptr) {
        Socket& client = add(base::UniqueFd(::accept4(job.listening_fd, nullptr, nullptr, SOCK_NONBLOCK)));
        Socket& other = job.upstream ? add(dial_upstream(*job.upstream)) : client;
        client.other = &other;
        other.other = &client;
        watch(client.fd.get(), &client);
        if (&other != &client) watch(other.fd.get(), &other);
        continue;
      }
      const ssize_t got = ::recv(socket->fd.get(), buffer, sizeof buffer, 0);
      if (got <= 0) {
        // The client goes first, and the upstream side with it.
        ::epoll_ctl(poller.get(), EPOLL_CTL_DEL, socket->fd.get(), nullptr);
        if (socket->other != socket)
          ::epoll_ctl(poller.get(), EPOLL_CTL_DEL, socket->other->fd.get(), nullptr);
        ++ended;
        continue;
      }
      if (::send(socket->other->fd.get(), buffer, static_cast<size_t>(got), MSG_NOSIGNAL) != got)
        bench::give_up("send");
    }
  }
}

}  // namespace sluice::spike
