#pragma once
// A small web server that says who it is: what stands behind the demo's balancer. Runs on a thread of its
// own.

#include <string>
#include <thread>

#include "platform/base/clock.h"
#include "platform/base/ip.h"
#include "platform/base/result.h"
#include "platform/http/server.h"
#include "platform/io/loop.h"

namespace sluice::app {

class DemoBackend {
 public:
  static base::Result<std::unique_ptr<DemoBackend>, std::string> start(const base::Endpoint& endpoint,
                                                                       const std::string& name);
  ~DemoBackend();

 private:
  DemoBackend(base::UniqueFd listening, const std::string& name);

  base::SystemClock clock_;
  io::Loop loop_;
  http::Server server_;
  std::thread thread_;
};

}  // namespace sluice::app
