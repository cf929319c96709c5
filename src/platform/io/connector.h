#pragma once
// Opens a TCP connection without blocking. One attempt per object.

#include <functional>

#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/unique_fd.h"
#include "platform/io/loop.h"

namespace sluice::io {

class Connector final : private EventSource, private Completion {
 public:
  // A connected socket, or an errno (ETIMEDOUT when `timeout` passed). The connector may be destroyed inside.
  using OnDone = std::function<void(base::Result<base::UniqueFd, int>)>;

  // Starts at once; `on_done` is called later, never inside the constructor. Destroying the connector
  // cancels.
  Connector(Loop& loop, const base::Endpoint& remote, base::Duration timeout, OnDone on_done);
  ~Connector();

 private:
  void on_events(uint32_t epoll_events) override;
  void complete() override;
  void finish(int error);

  Loop& loop_;
  base::UniqueFd socket_;
  OnDone on_done_;
  Timer timeout_;
  int immediate_error_ = 0;
};

}  // namespace sluice::io
