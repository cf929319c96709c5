#pragma once
// A blocking HTTP/1.1 client for command-line use and tests: one connection, kept alive and reused. Not for a
// loop; there, ResponseReader does the reading.

#include <chrono>
#include <string>

#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/unique_fd.h"
#include "platform/http/message.h"
#include "platform/http/response_reader.h"

namespace sluice::http {

struct ClientOptions {
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds exchange_timeout{60'000};  // from the first byte sent to the last one received
  ResponseLimits limits;
};

class Client {
 public:
  explicit Client(const base::Endpoint& server, ClientOptions options = {})
      : server_(server), options_(options) {}

  // Sends and waits for the whole answer. Host and Content-Length are added. A kept connection that the
  // server has closed meanwhile is replaced before anything is sent; no request is ever sent twice. The error
  // is a sentence.
  base::Result<Response, std::string> send(const Request& request);

 private:
  using Deadline = std::chrono::steady_clock::time_point;
  base::Result<void, std::string> connect();
  base::Result<void, std::string> send_all(std::string_view bytes, Deadline deadline);
  base::Result<Response, std::string> receive(bool answers_head_request, Deadline deadline);

  const base::Endpoint server_;
  const ClientOptions options_;
  base::UniqueFd socket_;  // non-blocking; the waiting is done in poll()
};

// One request on a connection of its own.
base::Result<Response, std::string> fetch(const base::Endpoint& server, const Request& request,
                                          ClientOptions options = {});

}  // namespace sluice::http
