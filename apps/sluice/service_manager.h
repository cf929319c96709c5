#pragma once
// What started this process and wants to know how it is, by the protocol of sd_notify(3): one datagram for
// each state, to the socket that NOTIFY_SOCKET names.

#include <string>
#include <string_view>

namespace sluice::app {

class ServiceManager {
 public:
  // Nobody, where NOTIFY_SOCKET is not set. Takes it out of the environment.
  static ServiceManager from_environment();

  // Waits for a full socket for at most a second; that it could not be told is logged, and no error.
  void tell_ready() const { tell("READY=1"); }
  void tell_stopping() const { tell("STOPPING=1"); }

 private:
  void tell(std::string_view state) const;
  std::string socket_;  // a path, or with a leading @ an abstract name; empty: nobody
};

}  // namespace sluice::app
