#pragma once
// A blocking HTTP/1.1 client for command-line use and tests: one connection, kept alive and reused. Not for a
// loop.

#include <chrono>
#include <string>

#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/base/unique_fd.h"
#include "platform/http/message.h"

namespace sluice::http {

struct ClientOptions {
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds io_timeout{60'000};  // of one send or receive
  size_t response_bytes_max = 64 * 1024 * 1024;
};

class Client {
 public:
  explicit Client(const base::Endpoint& server, ClientOptions options = {})
      : server_(server), options_(options) {}

  // Sends and waits for the whole answer. Host and Content-Length are added unless they are there. A kept
  // connection that proves dead before the first byte of the answer is replaced once. The error is a
  // sentence.
  base::Result<Response, std::string> send(const Request& request);

 private:
  base::Result<void, std::string> connect();
  base::Result<Response, std::string> exchange(const Request& request, bool& answered);
  base::Result<Response, std::string> receive(bool answers_head_request, bool& answered);

  const base::Endpoint server_;
  const ClientOptions options_;
  base::UniqueFd socket_;
};

// One request on a connection of its own.
base::Result<Response, std::string> fetch(const base::Endpoint& server, const Request& request,
                                          ClientOptions options = {});

}  // namespace sluice::http
