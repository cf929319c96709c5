#include "edge/agent/served_port.h"

#include <cerrno>
#include <optional>
#include <system_error>
#include <vector>

namespace sluice::agent {
namespace {

bool is_forbidden(int error) {
  return error == EACCES || error == EPERM;
}

std::string port_on_address(const base::Endpoint& local) {
  return "port " + std::to_string(local.port) + " on " + base::format_ipv4(local.address);
}

}  // namespace

base::Result<OpenedPort, int> open_served_port(SocketOpener& opener, base::Ipv4 address, uint16_t port,
                                               uint16_t kept_port, const std::set<uint16_t>& reserved) {
  const auto try_port = [&](int candidate) -> base::Result<OpenedPort, int> {
    auto socket = opener.open({address, static_cast<uint16_t>(candidate)});
    if (!socket) return base::Unexpected{socket.error()};
    OpenedPort opened{.socket = std::make_shared<const snapshot::ListeningSocket>(*std::move(socket))};
    const uint16_t served = opened.socket->local().port;
    if (served != port) {
      opened.remark =
          port_on_address({address, port}) + " needs privileges; served on port " + std::to_string(served);
    }
    return opened;
  };

  const auto may_stand_in = [&](int candidate) {
    return candidate <= 65535 && !reserved.contains(static_cast<uint16_t>(candidate));
  };

  if (kept_port != 0 && kept_port != port && may_stand_in(kept_port)) {
    if (auto kept = try_port(kept_port)) return kept;
  }
  auto own = try_port(port);
  if (own || !is_forbidden(own.error())) return own;
  if (may_stand_in(port + high_port_offset)) {
    if (auto high = try_port(port + high_port_offset)) return high;
  }
  std::vector<OpenedPort> unsuitable;  // kept open, so that they are not drawn again
  for (int drawn = 0; drawn < random_ports_drawn_max; ++drawn) {
    auto any = try_port(0);
    if (!any) break;
    if (may_stand_in(any->socket->local().port)) return any;
    unsuitable.push_back(*std::move(any));
  }
  return own;
}

std::string reason_not_served(int error, const base::Endpoint& local, const std::string& held_by) {
  switch (error) {
    case EADDRINUSE:
      if (!held_by.empty()) return port_on_address(local) + " is in use by load balancer " + held_by;
      return port_on_address(local) + " is in use by another process";
    case EACCES:
    case EPERM:
      return port_on_address(local) + " needs privileges, and no free high port was found";
    case EADDRNOTAVAIL:
      return "address " + base::format_ipv4(local.address) + " is not on this node";
    case EMFILE:
    case ENFILE:
      return port_on_address(local) + ": no file descriptor is left";
    default:
      return port_on_address(local) + ": " + std::generic_category().message(error);
  }
}

}  // namespace sluice::agent
