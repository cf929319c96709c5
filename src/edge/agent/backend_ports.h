#pragma once
// The ports at which this node reaches backends. Served addresses are addresses of the machine itself, and a
// service that listens on 0.0.0.0 answers there as well, so a customer who names its port as his backend's
// would speak to it. What the operator does not want to be reached that way is left out here. A value.

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace sluice::agent {

class BackendPorts {
 public:
  // All of them.
  BackendPorts() { ports_.set(); }
  // "all", or ports and ranges of them: "80,443,8000-8999". The error says what was received and what is
  // accepted.
  static base::Result<BackendPorts, std::string> parse(std::string_view text);

  void leave_out(uint16_t port) { ports_.reset(port); }
  bool contains(uint16_t port) const { return ports_.test(port); }

 private:
  static constexpr size_t port_end = 65536;
  std::bitset<port_end> ports_;
};

}  // namespace sluice::agent
