#include "edge/dataplane/snapshot/listening_socket.h"

#include <sys/socket.h>

#include "platform/io/listen.h"

namespace sluice::snapshot {

ListeningSocket::ListeningSocket(base::UniqueFd socket)
    : socket_(std::move(socket)), local_(io::local_endpoint(socket_.get())) {}

// On Linux this takes the socket out of the listening state; SO_REUSEADDR lets the next one have the address
// although this descriptor is still open (the test AddressIsFreeAgainAfterStop pins it).
void ListeningSocket::stop() const {
  ::shutdown(socket_.get(), SHUT_RDWR);
}

}  // namespace sluice::snapshot
