#pragma once
// The sample provider on a loop, at a listening socket.

#include <list>
#include <memory>

#include "control/providers/sample/sample.h"
#include "platform/http/server.h"
#include "platform/io/timer.h"

namespace sluice::providers {

inline constexpr size_t delayed_answers_max = 1'024;  // more are dropped

class SampleHost {
 public:
  // Takes over a listening socket. The sample outlives it.
  SampleHost(io::Loop& loop, base::UniqueFd listening, Sample& sample);

  size_t connections() const { return server_.connections(); }

 private:
  void handle(const http::Request& request, http::Responder respond);

  io::Loop& loop_;
  Sample& sample_;
  std::list<std::unique_ptr<io::Timer>> delayed_;
  http::Server server_;
};

}  // namespace sluice::providers
