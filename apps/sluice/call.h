#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "credentials.h"
#include "platform/base/form.h"
#include "platform/http/client.h"
#include "service_url.h"

namespace sluice::app {

// Which service, whom to believe that it is it, and whose key to use.
struct ServiceOptions {
  std::string endpoint;
  std::string ca_file;  // empty: the authorities that the system trusts
  std::string data_dir;
};

struct CallOptions {
  std::string action;
  ServiceOptions service;
  std::string version;
};

// `parameters` is what follows on the command line: --Name value or --Name=value. Prints the answer; 0 for
// success, 1 for an API error, 2 if no call was made.
int call(const CallOptions& options, const std::vector<std::string>& parameters);

// A client of the API: signs and sends one call after the other.
class ApiClient {
 public:
  // Connects with the first call. Without a key it is looked for where the options say. The error is a
  // sentence that names the option.
  static base::Result<ApiClient, std::string> open(const ServiceOptions& options,
                                                   std::optional<Credentials> key = std::nullopt);

  // An empty version is found by the action's name.
  base::Result<http::Response, std::string> send(const std::string& action, base::FormPairs parameters,
                                                 const std::string& version = {});
  // Keeps to the rates of its account: a call that came too fast is sent again when it may be, a few times.
  base::Result<http::Response, std::string> send_in_turn(const std::string& action,
                                                         const base::FormPairs& parameters);

 private:
  ApiClient(std::string host, Credentials credentials, http::Client http)
      : host_(std::move(host)), credentials_(std::move(credentials)), http_(std::move(http)) {}

  std::string host_;
  Credentials credentials_;
  http::Client http_;
};

}  // namespace sluice::app
