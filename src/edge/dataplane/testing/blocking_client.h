#pragma once
// A client that blocks, for tests of data planes that run on threads of their own. Every wait ends after a
// generous deadline; what fails then is the test that waited.

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/ip.h"
#include "platform/base/unique_fd.h"

namespace sluice::edgetest {

struct ClientResponse {
  int status = 0;
  std::string head;
  std::string body;
  bool keep_alive = false;
};

class BlockingClient {
 public:
  // Not connected if nobody listens there.
  explicit BlockingClient(const base::Endpoint& remote);

  explicit operator bool() const { return static_cast<bool>(socket_); }

  bool send(std::string_view bytes);
  // At least one byte; empty at the end of the stream, on a reset and at the deadline.
  std::string receive_some();
  // Everything up to the end of the stream.
  std::string receive_all();
  // Up to and with `end`; what there is if that does not come.
  std::string receive_until(std::string_view end);
  // Nothing if the connection ends before it is complete. `to_head`: it answers a HEAD request.
  std::optional<ClientResponse> receive_response(bool to_head = false);

  // One request on this connection.
  std::optional<ClientResponse> get(std::string_view target);

  void shutdown_write();
  int fd() const { return socket_.get(); }

 private:
  base::UniqueFd socket_;
  std::string buffer_;  // received and not given out yet
};

// One request on a connection of its own; nothing if there is no connection or no complete response.
std::optional<ClientResponse> get_once(const base::Endpoint& remote, std::string_view target = "/");

}  // namespace sluice::edgetest
