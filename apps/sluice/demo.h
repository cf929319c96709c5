#pragma once

#include "call.h"

namespace sluice::app {

struct DemoOptions {
  ServiceOptions service;
  bool once = false;
};

// Builds the smallest useful set-up through the public API, or uses what an earlier run has left of it, with
// two backends of its own; sends requests through it, and prints what is there and what came back. Serves the
// backends until SIGTERM or SIGINT, unless `once`.
int demo(const DemoOptions& options);

}  // namespace sluice::app
