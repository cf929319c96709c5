#pragma once
// The same small proxy three times, to weigh what an event loop costs: on our Loop and Stream, on bare epoll,
// on io_uring. No limits, no timers, no errors to speak of: only the way from one socket to the next.

#include <optional>

#include "platform/base/ip.h"
#include "platform/base/unique_fd.h"

namespace sluice::spike {

struct Job {
  int listening_fd;
  int connections;                         // how many come; the forwarder returns when all of them have gone
  std::optional<base::Endpoint> upstream;  // where to forward to; none means back to the sender
};

inline constexpr size_t buffer_bytes = 4096;  // no message is longer

void forward_with_loop(const Job& job);
void forward_with_epoll(const Job& job);
void forward_with_uring(const Job& job);

// A connection to the upstream, made while nothing is measured.
base::UniqueFd dial_upstream(const base::Endpoint& upstream);

}  // namespace sluice::spike
