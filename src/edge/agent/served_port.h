#pragma once
// Where a listener is served: on its own port, unless privileges forbid that; then on a free high one.

#include <memory>
#include <set>
#include <string>

#include "edge/agent/socket_opener.h"
#include "edge/dataplane/snapshot/listening_socket.h"

namespace sluice::agent {

// A port that needs privileges is served at this distance, if that is free.
inline constexpr int high_port_offset = 10000;

// Random ports that may be drawn until one is not reserved.
inline constexpr int random_ports_drawn_max = 64;

struct OpenedPort {
  std::shared_ptr<const snapshot::ListeningSocket> socket;
  std::string remark;  // why it is not the listener's own port; empty if it is
};

// Tries, in this order: `kept_port`, the one that was served before (0: none); the listener's own port; and
// if that is forbidden, port + high_port_offset, then any. Ports in `reserved` belong to other listeners of
// the address, open or not, and are never taken in place of the own one. The error is the errno of the
// listener's own port.
base::Result<OpenedPort, int> open_served_port(SocketOpener& opener, base::Ipv4 address, uint16_t port,
                                               uint16_t kept_port, const std::set<uint16_t>& reserved);

// In words for the operator. `held_by` names the load balancer of this node that listens there; empty: none
// does.
std::string reason_not_served(int error, const base::Endpoint& local, const std::string& held_by);

}  // namespace sluice::agent
