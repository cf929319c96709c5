#pragma once
// Which ports of this machine are listened on at all its addresses, from what the kernel prints of its
// sockets
// (/proc/net/tcp and /proc/net/tcp6, proc_net_tcp(5)). Pure.

#include <cstdint>
#include <string_view>
#include <vector>

namespace sluice::app {

// Ascending, each once. Lines that are no sockets are passed over.
std::vector<uint16_t> wildcard_ports(std::string_view proc_net_tcp);

}  // namespace sluice::app
