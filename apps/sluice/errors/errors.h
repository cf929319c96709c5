#pragma once
// `sluice errors`: the error table of CreateLoadBalancer, explained, and brought about.

#include <string>
#include <vector>

#include "call.h"

namespace CLI {
class App;
}

namespace sluice::app {

struct ErrorsOptions {
  enum class What { List, Explain, Provoke };
  What what = What::List;
  std::vector<std::string> codes;
  bool json = false;
  ServiceOptions service;  // whom to provoke; an empty endpoint: a server of its own
};

// Adds it to the program, with its options.
CLI::App* add_errors_command(CLI::App& app, ErrorsOptions& options);

// The process's exit status; `provoke` has several (errors/provoke.h).
int run_errors(const ErrorsOptions& options);

}  // namespace sluice::app
