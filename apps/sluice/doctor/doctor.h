#pragma once

#include "serve.h"

namespace sluice::app {

struct DoctorOptions {
  ServeOptions serve;  // of the server that is meant
  bool json = false;
};

// Prints what stands in the way of a server with these options, what somebody should look at, and what is
// well. The process's exit status: 1 if there is a problem.
int doctor(const DoctorOptions& options);

}  // namespace sluice::app
