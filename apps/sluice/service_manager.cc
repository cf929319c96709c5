#include "service_manager.h"

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include "platform/base/log.h"
#include "platform/base/unique_fd.h"

namespace sluice::app {
namespace {

constexpr timeval patience{.tv_sec = 1, .tv_usec = 0};

// An errno; 0 if it was sent.
int send_state(const std::string& name, std::string_view state) {
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  if (name.size() >= sizeof address.sun_path) return ENAMETOOLONG;
  name.copy(address.sun_path, name.size());
  if (name.front() == '@') address.sun_path[0] = '\0';
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
  const base::UniqueFd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!socket || ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0 ||
      ::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL,
               reinterpret_cast<const sockaddr*>(&address), size) < 0) {
    return errno;
  }
  return 0;
}

}  // namespace

ServiceManager ServiceManager::from_environment() {
  ServiceManager manager;
  if (const char* name = std::getenv("NOTIFY_SOCKET")) manager.socket_ = name;
  ::unsetenv("NOTIFY_SOCKET");
  return manager;
}

void ServiceManager::tell(std::string_view state) const {
  if (socket_.empty()) return;
  if (const int error = send_state(socket_, state)) {
    base::log_warning("serve.manager_not_told", {{"state", state}, {"reason", std::strerror(error)}});
  }
}

}  // namespace sluice::app
