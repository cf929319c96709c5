#include "edge/agent/socket_opener.h"

#include "platform/io/listen.h"

namespace sluice::agent {

base::Result<base::UniqueFd, int> SystemSocketOpener::open(const base::Endpoint& local) {
  auto socket = io::listen_tcp(local);
  // Accepted sockets inherit it, which saves a call per connection.
  if (socket) io::set_no_delay(socket->get());
  return socket;
}

}  // namespace sluice::agent
