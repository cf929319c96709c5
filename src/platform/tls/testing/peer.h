#pragma once
// The client's end of a TLS connection in a test: an engine on a non-blocking socket. It never waits;
// whatever it is asked for, it first takes in and sends what it can. Asserts nothing.

#include <string>
#include <string_view>

#include "platform/base/unique_fd.h"
#include "platform/tls/engine.h"

namespace sluice::tls {

class Peer {
 public:
  Peer(base::UniqueFd socket, const ClientContext& context, const HostName& server);

  // Goes on with the handshake; true once it is done.
  bool shake_hands();
  bool failed() const { return failed_; }
  std::string error() const { return engine_.error(); }
  Engine& engine() { return engine_; }

  // As much plain text as fits into the kernel's buffers, to whole records; how much that was.
  size_t send(std::string_view bytes);
  // What has arrived, at most `bytes_max`.
  std::string receive(size_t bytes_max);
  // The other side has said close_notify, and everything before it was received.
  bool ended();
  // The socket has come to its end, in whichever way, or was reset.
  bool closed();
  bool was_reset();

  // Says close_notify and goes on receiving.
  void shutdown_write();
  // Says close_notify and closes; or leaves without a word; or resets.
  void close();
  void leave();
  void reset();

  int fd() const { return socket_.get(); }

 private:
  bool take_in();
  void send_output();
  void look();
  bool goes_on_after(Engine::State state);
  void take_rest();

  base::UniqueFd socket_;
  Engine engine_;
  std::string unsent_;
  bool failed_ = false, ended_ = false, closed_ = false, was_reset_ = false;
};

}  // namespace sluice::tls
