#pragma once
// Making TCP sockets.

#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/unique_fd.h"

namespace sluice::io {

inline constexpr int listen_backlog = 4096;  // the kernel caps it at net.core.somaxconn

// A bound, listening, non-blocking socket. Port 0 picks a free one. The error is an errno.
base::Result<base::UniqueFd, int> listen_tcp(const base::Endpoint& local);

// What the kernel bound; port 0 if the socket is not bound.
base::Endpoint local_endpoint(int fd);
base::Endpoint peer_endpoint(int fd);

// On loopback the kernel may pick the very port that is dialled as the local one, and then TCP's simultaneous
// open connects the socket to itself where nobody listens. Who polls a dead neighbour meets it within days.
bool connected_to_itself(int fd);

// Small messages leave at once (TCP_NODELAY).
void set_no_delay(int fd);
// What the kernel takes of a stream that its peer does not read, for good: it adjusts it no more (SO_SNDBUF;
// Linux takes twice as much, for its own needs).
void set_send_buffer(int fd, int bytes);

}  // namespace sluice::io
