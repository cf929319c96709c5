#include "doctor/checks.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sluice::app {
namespace {

// Signatures carry the time of their signing, so a year that cannot be is a clock that nobody has set.
constexpr int year_min = 2025, year_max = 2100;

constexpr mode_t writable_by_others = 022, open_to_others = 077;

struct Filesystem {
  uint64_t magic;
  const char* name;
  enum class Kind { Local, Network, Memory, Layer } kind;
};
using Kind = Filesystem::Kind;
// linux/magic.h, and those that are not in it.
constexpr Filesystem filesystems[] = {
    {0xEF53, "ext4", Kind::Local},         {0x58465342, "xfs", Kind::Local},
    {0x9123683E, "btrfs", Kind::Local},    {0x2FC12FC1, "zfs", Kind::Local},
    {0xF2F52010, "f2fs", Kind::Local},     {0x6969, "nfs", Kind::Network},
    {0xFF534D42, "cifs", Kind::Network},   {0xFE534D42, "smb2", Kind::Network},
    {0x517B, "smb", Kind::Network},        {0x01021997, "9p", Kind::Network},
    {0x00C36400, "ceph", Kind::Network},   {0x5346414F, "afs", Kind::Network},
    {0x65735546, "fuse", Kind::Network},   {0x47504653, "gpfs", Kind::Network},
    {0x0BD00BD0, "lustre", Kind::Network}, {0x01021994, "tmpfs", Kind::Memory},
    {0x858458F6, "ramfs", Kind::Memory},   {0x794C7630, "overlay", Kind::Layer},
};

std::string mebibytes(int64_t bytes) {
  return fmt::format("{} MiB", bytes >> 20);
}

std::string milliseconds(base::Duration duration) {
  return fmt::format("{:.1f} ms", std::chrono::duration<double, std::milli>(duration).count());
}

}  // namespace

Finding check_server(const ServerReading& reading) {
  if (!reading.is_running) return {"server", Level::Ok, "none runs on " + reading.data_dir, {}};
  return {"server",
          Level::Ok,
          fmt::format("one runs on {}{}", reading.data_dir,
                      reading.pid ? fmt::format(" (process {})", *reading.pid) : std::string()),
          {}};
}

Finding check_listen(const ListenReading& reading) {
  constexpr const char* name = "listen";
  if (!reading.refusal.empty()) return {name, Level::Problem, reading.refusal, "give it as it says"};
  if (reading.bind_error == 0) return {name, Level::Ok, reading.endpoint + " is free", {}};
  const std::string found = fmt::format("{}: {}", reading.endpoint, std::strerror(reading.bind_error));
  switch (reading.bind_error) {
    case EADDRINUSE:
      if (reading.is_running) {
        return {
            name, Level::Ok, reading.endpoint + " is taken, and a server runs on this data directory", {}};
      }
      return {name, Level::Problem, found,
              "end the program that has it (ss -ltnp shows it), or give --listen another port"};
    case EACCES:
    case EPERM:
      return {
          name, Level::Problem, found,
          "give --listen a port from 1024 on, or the service CAP_NET_BIND_SERVICE (AmbientCapabilities= of "
          "its unit)"};
    case EADDRNOTAVAIL:
      return {name, Level::Problem, found, "give --listen an address that this machine has"};
    default:
      return {name, Level::Problem, found, "give --listen another address"};
  }
}

Finding check_neighbours(const NeighbourReading& reading) {
  constexpr const char* name = "neighbours";
  if (!reading.refusal.empty()) return {name, Level::Problem, reading.refusal, "give it as it says"};
  if (reading.reachable.empty()) {
    return {name, Level::Ok, "no service listens on all addresses at a port that backends may have", {}};
  }
  const size_t named = std::min(reading.reachable.size(), ports_named_max);
  std::string ports = fmt::format("{}", fmt::join(std::span(reading.reachable).first(named), ", "));
  if (named < reading.reachable.size())
    ports += fmt::format(" and {} more", reading.reachable.size() - named);
  return {
      name, Level::Warning,
      "port " + ports + ": listened on at all addresses, so a customer's backend can be the service there",
      "give --backend-ports only the ports that backends use, let the service listen at one address, or run "
      "sluice in a network namespace of its own"};
}

Finding check_privileges(const PrivilegeReading& reading) {
  constexpr const char* name = "privileges";
  if (reading.may_bind_all) return {name, Level::Ok, "every port can be bound", {}};
  if (reading.first_unprivileged_port <= 1) return {name, Level::Ok, "no port takes privileges here", {}};
  return {name, Level::Warning,
          fmt::format("ports below {} cannot be bound: listeners on them are served at high ports",
                      reading.first_unprivileged_port),
          "give the service CAP_NET_BIND_SERVICE, or lower net.ipv4.ip_unprivileged_port_start"};
}

Finding check_descriptors(const DescriptorReading& reading) {
  constexpr const char* name = "descriptors";
  const std::string found =
      fmt::format("at most {} open files; a balanced connection takes two", reading.hard_limit);
  if (reading.hard_limit >= descriptors_wanted) return {name, Level::Ok, found, {}};
  return {name, reading.hard_limit < descriptors_min ? Level::Problem : Level::Warning, found,
          fmt::format("raise the hard limit to {} (LimitNOFILE= of the unit, or ulimit -Hn)",
                      descriptors_wanted)};
}

Finding check_disk(const DiskReading& reading) {
  constexpr const char* name = "disk";
  if (!reading.error.empty()) return {name, Level::Problem, reading.error, "make it readable for this user"};
  const std::string found = fmt::format("{} free at {}", mebibytes(reading.free_bytes), reading.path);
  if (reading.free_bytes >= free_bytes_wanted) return {name, Level::Ok, found, {}};
  return {name, reading.free_bytes < free_bytes_min ? Level::Problem : Level::Warning, found,
          "make room: changes are refused when the disk is full"};
}

Finding check_filesystem(const DiskReading& reading) {
  constexpr const char* name = "filesystem";
  if (!reading.error.empty()) return {name, Level::Problem, reading.error, "make it readable for this user"};
  const auto known = std::ranges::find(filesystems, reading.filesystem, &Filesystem::magic);
  if (known == std::end(filesystems)) {
    return {name,
            Level::Ok,
            fmt::format("{} is on a kind of its own (0x{:x})", reading.path, reading.filesystem),
            {}};
  }
  const std::string found = fmt::format("{} is on {}", reading.path, known->name);
  switch (known->kind) {
    case Kind::Local:
      return {name, Level::Ok, found, {}};
    case Kind::Network:
      return {name, Level::Warning, found + ", whose locks and syncs may not hold what they promise",
              "put the data directory on a local disk"};
    case Kind::Memory:
      return {name, Level::Warning, found + ", which is in memory: all is lost when the machine stops",
              "put the data directory on a local disk"};
    case Kind::Layer:
      return {name, Level::Warning, found + ", which usually goes with its container",
              "put the data directory on a volume"};
  }
  return {};
}

Finding check_sync(const SyncReading& reading) {
  constexpr const char* name = "sync";
  if (!reading.error.empty()) {
    return {name, Level::Problem, reading.error, "make the data directory writable for this user"};
  }
  const std::string found = "a written page is on disk after " + milliseconds(reading.median);
  if (reading.median <= sync_wanted) return {name, Level::Ok, found, {}};
  return {name, Level::Warning, found + "; every change waits for that",
          "put the data directory on a faster disk"};
}

Finding check_clock(const ClockReading& reading) {
  constexpr const char* name = "clock";
  if (reading.year < year_min || reading.year > year_max) {
    return {name, Level::Problem, fmt::format("the year is {}", reading.year),
            "set the clock: signatures are refused when it is off by more than 15 minutes"};
  }
  if (!reading.is_synchronised)
    return {name, Level::Ok, "the kernel does not say whether it is synchronised", {}};
  if (*reading.is_synchronised) return {name, Level::Ok, "synchronised", {}};
  return {name, Level::Warning, "not synchronised",
          "run an NTP client: signatures are refused when the clock is off by more than 15 minutes"};
}

Finding check_directory(const DirectoryReading& reading) {
  constexpr const char* name = "data-dir";
  if (!reading.exists)
    return {name, Level::Ok, reading.path + " is not there yet; the first start makes it", {}};
  if (!reading.is_directory) {
    return {name, Level::Problem, reading.path + " is no directory", "give --data-dir another name"};
  }
  if (reading.owner != reading.user) {
    return {
        name, Level::Problem,
        fmt::format("{} belongs to user {}, and this is user {}", reading.path, reading.owner, reading.user),
        "run the server as the user that the directory belongs to"};
  }
  const std::string found = fmt::format("{} has mode {:04o}", reading.path, reading.mode);
  if ((reading.mode & writable_by_others) != 0) {
    return {name, Level::Problem, found + ": others would choose the keys", "chmod 0700 " + reading.path};
  }
  if ((reading.mode & open_to_others) != 0) {
    return {name, Level::Warning, found + ": others see what is in it", "chmod 0700 " + reading.path};
  }
  return {name, Level::Ok, found, {}};
}

Finding check_secret_file(const SecretFileReading& reading) {
  constexpr const char* name = "secret-file";
  if (!reading.exists) return {name, Level::Ok, reading.path + " is not there", {}};
  const std::string found = fmt::format("{} has mode {:04o}", reading.path, reading.mode);
  if ((reading.mode & open_to_others) != 0) {
    return {name, Level::Problem, found + ": others can read or change it", "chmod 0600 " + reading.path};
  }
  if (!reading.is_readable) {
    return {name, Level::Problem, reading.path + " cannot be read by this user",
            "chown it to the service's user"};
  }
  return {name, Level::Ok, found, {}};
}

Finding check_tls(const TlsReading& reading) {
  constexpr const char* name = "tls";
  if (!reading.is_used) return {name, Level::Ok, "not used: the API speaks plain HTTP, on loopback", {}};
  if (!reading.refusal.empty()) return {name, Level::Problem, reading.refusal, "see sluice certs --help"};
  const auto left = std::chrono::floor<std::chrono::days>(reading.expires - reading.now);
  const std::string found = fmt::format("certificate and key fit, for {} days more", left.count());
  if (left >= certificate_days_wanted) return {name, Level::Ok, found, {}};
  return {name, Level::Warning, found, "renew the certificate, then send the server SIGHUP"};
}

Finding check_providers(const ProvidersReading& reading) {
  constexpr const char* name = "providers";
  if (!reading.refusal.empty()) return {name, Level::Problem, reading.refusal, "see docs/providers.md"};
  if (reading.seams.empty())
    return {name, Level::Ok, "none: orders are decided by documents of the operator", {}};
  return {name, Level::Ok, fmt::format("decided outside: {}", fmt::join(reading.seams, ", ")), {}};
}

Finding check_schema(const SchemaReading& reading) {
  constexpr const char* name = "schema";
  if (!reading.exists)
    return {name, Level::Ok, reading.path + " is not there yet; the first start makes it", {}};
  if (!reading.error.empty()) {
    return {name, Level::Problem, reading.error,
            "use the version of sluice that wrote it, or restore a backup"};
  }
  if (reading.version == reading.newest)
    return {name, Level::Ok, fmt::format("version {}", reading.version), {}};
  return {
      name,
      Level::Ok,
      fmt::format("version {}; the next start brings it to {}, and older versions of sluice refuse it then",
                  reading.version, reading.newest),
      {}};
}

Finding check_sealing_key(const SealingReading& reading) {
  constexpr const char* name = "sealing-key";
  if (!reading.error.empty())
    return {name, Level::Problem, reading.error, "restore it from where it is kept"};
  if (!reading.exists && reading.has_data) {
    return {name, Level::Problem, reading.source + " is missing, and there are secrets that only it opens",
            "put back the key that these data were written with"};
  }
  if (!reading.exists)
    return {name, Level::Ok, reading.source + " is not there yet; the first start makes it", {}};
  if (!reading.unopened.empty()) {
    return {name, Level::Problem, reading.unopened, "put back the key that these data were written with"};
  }
  const std::string found =
      fmt::format("{} in {}{}", reading.key_id, reading.source,
                  reading.has_data ? " opens every secret" : ", and there are no secrets yet");
  if (!reading.has_earlier) return {name, Level::Ok, found, {}};
  return {name, Level::Warning, found + ", with an earlier key beside it",
          "sluice rotate-sealing-key, which ends what was begun, or take the earlier key away once a server "
          "has started with both"};
}

Finding check_core_dumps(const CoreReading& reading) {
  constexpr const char* name = "core-dumps";
  if (!reading.development) return {name, Level::Ok, "the server switches its own off", {}};
  if (reading.hard_limit == 0) return {name, Level::Ok, "off", {}};
  return {name, Level::Warning, "possible, as --dev leaves the server to debuggers: a core holds secrets",
          "ulimit -Hc 0, unless they are wanted"};
}

}  // namespace sluice::app
