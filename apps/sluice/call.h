#pragma once

#include <string>
#include <utility>
#include <vector>

#include "credentials.h"
#include "platform/base/form.h"
#include "platform/http/client.h"

namespace sluice::app {

struct CallOptions {
  std::string action;
  std::string endpoint;
  std::string data_dir;
  std::string version;
};

// `parameters` is what follows on the command line: --Name value or --Name=value. Prints the answer; 0 for
// success, 1 for an API error, 2 if no call was made.
int call(const CallOptions& options, const std::vector<std::string>& parameters);

// A client of the API: signs and sends one call after the other.
class ApiClient {
 public:
  ApiClient(const base::Endpoint& endpoint, Credentials credentials)
      : endpoint_(endpoint), credentials_(std::move(credentials)), http_(endpoint) {}

  // An empty version is found by the action's name.
  base::Result<http::Response, std::string> send(const std::string& action, base::FormPairs parameters,
                                                 const std::string& version = {});

 private:
  const base::Endpoint endpoint_;
  const Credentials credentials_;
  http::Client http_;
};

}  // namespace sluice::app
