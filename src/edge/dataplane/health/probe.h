#pragma once
// One check of one backend.
//
// TCP: the connection is made; it is then reset, which leaves no socket behind on either side.
// HTTP: besides, the final response's status belongs to an expected class. The body is not read.

#include <functional>
#include <memory>
#include <string>

#include "edge/dataplane/health/check_target.h"
#include "platform/io/connector.h"
#include "platform/io/stream.h"

namespace sluice::health {

class Probe final : private io::StreamHandler {
 public:
  static constexpr size_t response_bytes_max = 16 * 1024;  // of heads
  // Called once, later; the probe may be destroyed inside. Destroying it earlier cancels.
  using OnDone = std::function<void(bool passed)>;

  Probe(io::Loop& loop, const CheckTarget& target, OnDone on_done);

 private:
  void on_connected(base::Result<base::UniqueFd, int> result);
  void on_read(ssize_t result) override;
  void on_write(ssize_t result) override;
  void finish(bool passed);

  io::Loop& loop_;
  const CheckTarget target_;
  OnDone on_done_;
  std::unique_ptr<io::Connector> connector_;
  std::unique_ptr<io::Stream> stream_;
  std::string request_;
  std::string response_;
  size_t received_ = 0;
  io::Timer timeout_;
};

}  // namespace sluice::health
