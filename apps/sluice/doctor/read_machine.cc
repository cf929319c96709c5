#include "doctor/read_machine.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timex.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "doctor/wildcard_ports.h"
#include "platform/base/unique_fd.h"

namespace sluice::app {
namespace {

constexpr size_t syncs = 5;
constexpr size_t page_bytes = 4096;

// CapEff of this process.
uint64_t effective_capabilities() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "CapEff:" || !(status >> word)) continue;
    return std::strtoull(word.c_str(), nullptr, 16);
  }
  return 0;
}

std::string cannot_write(const std::string& directory) {
  return fmt::format("cannot write in {}: {}", directory, std::strerror(errno));
}

}  // namespace

int try_to_bind(const base::Endpoint& endpoint) {
  const base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  const sockaddr_in address{.sin_family = AF_INET,
                            .sin_port = htons(endpoint.port),
                            .sin_addr = {htonl(endpoint.address.bits)},
                            .sin_zero = {}};
  if (!socket || ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    return errno;
  }
  return 0;
}

std::vector<uint16_t> read_wildcard_ports() {
  std::string sockets;
  for (const char* path : {"/proc/net/tcp", "/proc/net/tcp6"}) {
    std::ifstream file(path);
    sockets.append(std::istreambuf_iterator<char>(file), {});
  }
  return wildcard_ports(sockets);
}

PrivilegeReading read_privileges() {
  PrivilegeReading reading;
  std::ifstream("/proc/sys/net/ipv4/ip_unprivileged_port_start") >> reading.first_unprivileged_port;
  reading.may_bind_all = (effective_capabilities() >> CAP_NET_BIND_SERVICE & 1) != 0;
  return reading;
}

DescriptorReading read_descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return {.hard_limit = limit.rlim_max};
}

DiskReading read_disk(const std::string& directory) {
  std::error_code error;
  std::filesystem::path path = std::filesystem::absolute(directory, error);
  while (!std::filesystem::exists(path, error) && path.has_relative_path()) path = path.parent_path();
  DiskReading reading{.path = path.string(), .error = {}};
  struct statfs found {};
  if (::statfs(path.c_str(), &found) != 0) {
    reading.error = fmt::format("cannot read {}: {}", reading.path, std::strerror(errno));
    return reading;
  }
  reading.free_bytes = static_cast<int64_t>(found.f_bavail) * found.f_bsize;
  reading.filesystem = static_cast<uint32_t>(found.f_type);
  return reading;
}

SyncReading read_sync(const std::string& directory) {
  std::string path = directory + "/.doctor-XXXXXX";
  const base::UniqueFd file(::mkostemp(path.data(), O_CLOEXEC));
  if (!file) return {.error = cannot_write(directory)};
  ::unlink(path.c_str());
  const std::string page(page_bytes, 'x');
  std::array<base::Duration, syncs> took;
  for (base::Duration& each : took) {
    const auto begun = std::chrono::steady_clock::now();
    if (::write(file.get(), page.data(), page.size()) != static_cast<ssize_t>(page.size()) ||
        ::fsync(file.get()) != 0) {
      return {.error = cannot_write(directory)};
    }
    each = std::chrono::duration_cast<base::Duration>(std::chrono::steady_clock::now() - begun);
  }
  std::ranges::nth_element(took, took.begin() + syncs / 2);
  return {.error = {}, .median = took[syncs / 2]};
}

ClockReading read_clock(base::WallTime now) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(now));
  ClockReading reading{.year = static_cast<int>(day.year()), .is_synchronised = std::nullopt};
  timex state{};
  const int answer = ::adjtimex(&state);
  if (answer >= 0) reading.is_synchronised = answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
  return reading;
}

CoreReading read_core_dumps(bool development) {
  rlimit limit{};
  ::getrlimit(RLIMIT_CORE, &limit);
  return {.development = development, .hard_limit = limit.rlim_max};
}

}  // namespace sluice::app
