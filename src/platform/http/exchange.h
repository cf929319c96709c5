#pragma once
// One request and its answer on a loop, over a plain connection of its own. For those who must not wait;
// client.h is for those who may.

#include <array>
#include <functional>
#include <memory>
#include <string>

#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/http/message.h"
#include "platform/http/response_reader.h"
#include "platform/io/connector.h"
#include "platform/io/stream.h"
#include "platform/io/timer.h"

namespace sluice::http {

class Exchange final : private io::StreamHandler {
 public:
  // The whole answer, or why there is none, a sentence; called once, later. The exchange may be destroyed
  // inside.
  using OnDone = std::function<void(base::Result<Response, std::string>)>;

  // Starts at once. `host` is what the Host field says; Content-Length is added. After `timeout` it has
  // failed, however far it came. Destroying it earlier cancels.
  Exchange(io::Loop& loop, const base::Endpoint& server, std::string_view host, const Request& request,
           base::Duration timeout, const ResponseLimits& limits, OnDone on_done);

 private:
  static constexpr size_t block_bytes = 4 * 1024;

  void on_connected(base::Result<base::UniqueFd, int> result);
  void on_read(ssize_t result) override;
  void on_write(ssize_t result) override;
  void finish(base::Result<Response, std::string> outcome);

  io::Loop& loop_;
  const std::string text_;
  OnDone on_done_;
  ResponseReader reader_;
  std::array<char, block_bytes> block_;
  std::unique_ptr<io::Connector> connector_;
  std::unique_ptr<io::Stream> stream_;
  io::Timer timeout_;
};

}  // namespace sluice::http
