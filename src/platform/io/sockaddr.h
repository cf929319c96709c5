#pragma once
// Endpoints in the kernel's form.

#include <arpa/inet.h>
#include <netinet/in.h>

#include "platform/base/ip.h"

namespace sluice::io {

inline sockaddr_in to_sockaddr(const base::Endpoint& endpoint) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(endpoint.port);
  address.sin_addr.s_addr = htonl(endpoint.address.bits);
  return address;
}

inline base::Endpoint from_sockaddr(const sockaddr_in& address) {
  return base::Endpoint{base::Ipv4{ntohl(address.sin_addr.s_addr)}, ntohs(address.sin_port)};
}

}  // namespace sluice::io
