#pragma once
// `sluice serve` as a process of its own, on a data directory and a free port.

#include <optional>
#include <string>
#include <vector>

#include "platform/base/ip.h"
#include "tests/support/api.h"
#include "tests/support/child_process.h"

namespace sluice::e2e {

// The built program with these arguments, in an environment that holds nothing of the tester's.
Command sluice(std::vector<std::string> arguments);

struct ServerSettings {
  std::string data_dir;
  std::string listen = "127.0.0.1:0";
  std::string rate_limits = "off";
  std::string program = SLUICE_BINARY;
  std::optional<uid_t> user;
  std::optional<size_t> descriptors_max = {};
  bool own_key = true;  // Api's; otherwise the server draws one and writes credentials.json
  bool development = true;
  std::vector<std::string> more;  // arguments
};

Command serve_command(const ServerSettings& settings);

class SluiceServer {
 public:
  // Starts it and waits for its ready line.
  explicit SluiceServer(const ServerSettings& settings);

  // Nothing came of it: `process().errors()` says why.
  bool ready() const { return endpoint_.has_value(); }
  const base::Endpoint& endpoint() const { return *endpoint_; }
  // As the ready line said it: https:// with TLS.
  std::string url() const { return scheme_ + base::format_endpoint(*endpoint_); }
  Api api() const { return Api(*endpoint_); }
  bool healthy() const;  // by plain HTTP

  ChildProcess& process() { return process_; }
  void sigkill();
  Exit terminate();  // SIGTERM

  // A line of /proc/PID/status in KiB, such as VmRSS and VmHWM.
  int64_t memory_kib(const std::string& line) const;

 private:
  ChildProcess process_;
  std::string scheme_;
  std::optional<base::Endpoint> endpoint_;
};

}  // namespace sluice::e2e
