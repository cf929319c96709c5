#pragma once
// Takes connections from a listening socket. Several loops may accept from one socket: the kernel wakes one
// of them (EPOLLEXCLUSIVE). The socket is borrowed and must outlive the acceptor.

#include <functional>

#include "platform/base/ip.h"
#include "platform/base/unique_fd.h"
#include "platform/io/loop.h"

namespace sluice::io {

class Acceptor final : private EventSource {
 public:
  static constexpr int connections_per_turn_max = 64;
  // How long accepting rests when the process is out of descriptors or memory.
  static constexpr base::Duration exhaustion_pause = std::chrono::milliseconds(100);

  // May pause, resume or destroy the acceptor.
  using OnConnection = std::function<void(base::UniqueFd socket, const base::Endpoint& peer)>;

  Acceptor(Loop& loop, int listening_fd, OnConnection on_connection);
  ~Acceptor();

  // Stops taking connections; those not taken yet stay in the kernel's queue.
  void pause();
  void resume();

 private:
  void on_events(uint32_t epoll_events) override;

  Loop& loop_;
  const int fd_;
  OnConnection on_connection_;
  bool watching_ = false;
  bool* alive_ = nullptr;  // set while a callback may destroy this object
  Timer retry_;
};

}  // namespace sluice::io
