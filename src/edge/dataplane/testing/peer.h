#pragma once
// The other ends of a proxy's connections, for tests that drive a loop on one thread: nothing here blocks.

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/ip.h"
#include "platform/base/unique_fd.h"

namespace sluice::edgetest {

// An address of 127.77.x.0/24, where x differs between processes that run at the same time.
base::Ipv4 test_address(uint8_t host);
// A port that was free at this address a moment ago.
uint16_t free_port(base::Ipv4 address);

// A client of the proxy, or a connection that a backend has accepted.
class Peer {
 public:
  Peer() = default;
  explicit Peer(base::UniqueFd socket);
  // Connected when this returns, as the listening socket's queue takes it.
  static Peer connect_to(const base::Endpoint& remote);

  explicit operator bool() const { return static_cast<bool>(socket_); }

  // What the kernel does not take now is kept and goes with flush().
  void send(std::string_view bytes);
  bool flush();  // true when nothing is left

  // Takes what has arrived and returns everything received and not taken yet.
  const std::string& received();
  // The same, and forgets it.
  std::string take();
  // Everything up to and with `end`, which must have been received.
  std::string take_until(std::string_view end);
  bool has(std::string_view text) { return received().find(text) != std::string::npos; }

  // The proxy has ended its direction; it was a reset.
  bool ended();
  bool was_reset();

  void shutdown_write();
  void close();
  void reset();
  // As little as possible is buffered by the kernel.
  void shrink();
  int fd() const { return socket_.get(); }

 private:
  void pull();

  base::UniqueFd socket_;
  std::string unsent_;
  std::string received_;
  bool ended_ = false;
  bool reset_ = false;
};

// A backend's listening socket.
class TestBackend {
 public:
  explicit TestBackend(base::Ipv4 address);

  const base::Endpoint& endpoint() const { return endpoint_; }
  // An address at which nothing listens: connections are refused from here on.
  void stop() { socket_.reset(); }

  // The next connection, if one is waiting.
  std::optional<Peer> accept();
  int accepted() const { return accepted_; }

 private:
  base::UniqueFd socket_;
  base::Endpoint endpoint_;
  int accepted_ = 0;
};

}  // namespace sluice::edgetest
