#pragma once
// A blocking HTTP/1.1 client for command-line use and tests, over TLS or not: one connection, kept alive and
// reused. Not for a loop; there, ResponseReader does the reading.

#include <chrono>
#include <memory>
#include <string>

#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/unique_fd.h"
#include "platform/http/message.h"
#include "platform/http/response_reader.h"
#include "platform/tls/context.h"
#include "platform/tls/engine.h"

namespace sluice::http {

struct ClientOptions {
  std::chrono::milliseconds connect_timeout{5'000};    // a TLS handshake included
  std::chrono::milliseconds exchange_timeout{60'000};  // from the first byte sent to the last one received
  ResponseLimits limits;
  // How the user names the server, without the port: what the Host field says. Empty: by its address.
  std::string host;
  std::shared_ptr<const tls::ClientContext> tls;  // the server must prove to be `host`; none: plain HTTP
};

class Client {
 public:
  explicit Client(const base::Endpoint& server, ClientOptions options = {})
      : server_(server), options_(std::move(options)) {}

  // Sends and waits for the whole answer. Host and Content-Length are added. A kept connection that the
  // server has closed meanwhile is replaced before anything is sent; no request is ever sent twice. The error
  // is a sentence.
  base::Result<Response, std::string> send(const Request& request);

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  base::Result<void, std::string> connect();
  base::Result<void, std::string> shake_hands(Deadline deadline);
  void disconnect();
  std::string host_field() const;
  // Plain text, by way of the engine where there is one.
  base::Result<void, std::string> send_all(std::string_view bytes, Deadline deadline);
  base::Result<size_t, std::string> receive_some(std::span<char> buffer, Deadline deadline);  // 0: the end
  // What is on the socket.
  base::Result<void, std::string> write_all(std::string_view bytes, Deadline deadline);
  base::Result<size_t, std::string> read_some(std::span<char> buffer, Deadline deadline);
  base::Result<Response, std::string> receive(bool answers_head_request, Deadline deadline);

  const base::Endpoint server_;
  const ClientOptions options_;
  base::UniqueFd socket_;  // non-blocking; the waiting is done in poll()
  std::unique_ptr<tls::Engine> engine_;
};

// One request on a connection of its own.
base::Result<Response, std::string> fetch(const base::Endpoint& server, const Request& request,
                                          ClientOptions options = {});

}  // namespace sluice::http
