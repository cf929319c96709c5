#pragma once
// What `sluice doctor` reads of the machine, the data directory and the options. Values: read_machine.h and
// read_data.h fill them, checks.h judges them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "platform/base/clock.h"

namespace sluice::app {

struct ServerReading {
  std::string data_dir;
  bool is_running = false;   // somebody holds the directory's lock
  std::optional<pid_t> pid;  // where the kernel tells
};

struct ListenReading {
  std::string refusal;      // of the options themselves; empty: they can be meant
  std::string endpoint;     // as given
  int bind_error = 0;       // an errno
  bool is_running = false;  // a server on this data directory
};

struct NeighbourReading {
  std::string refusal;  // of --backend-ports; empty: it can be meant
  std::vector<uint16_t>
      reachable;  // ports listened on at all addresses that backends may have; not the API's
};

struct PrivilegeReading {
  int first_unprivileged_port = 1024;  // net.ipv4.ip_unprivileged_port_start
  bool may_bind_all = false;           // CAP_NET_BIND_SERVICE
};

struct DescriptorReading {
  uint64_t hard_limit = 0;  // the server raises the soft limit to it
};

struct DiskReading {
  std::string path;   // the data directory, or the nearest one above it that exists
  std::string error;  // of reading; then the rest says nothing
  int64_t free_bytes = 0;
  uint64_t filesystem = 0;  // the magic number of statfs(2)
};

struct SyncReading {
  std::string error;  // empty: writing and syncing works
  base::Duration median{};
};

struct ClockReading {
  int year = 0;
  std::optional<bool> is_synchronised;  // nothing: the kernel does not say
};

struct DirectoryReading {
  std::string path;
  bool exists = false, is_directory = false;
  uid_t owner = 0, user = 0;  // of the directory; of this process
  mode_t mode = 0;            // permission bits
};

struct SecretFileReading {
  std::string path;
  bool exists = false, is_readable = false;
  mode_t mode = 0;
};

struct ProvidersReading {
  std::vector<std::string> seams;  // that have one
  std::string refusal;             // of the tables; empty: they can be meant
};

struct TlsReading {
  bool is_used = false;
  std::string refusal;  // of the files; empty: they can be used
  base::WallTime expires{}, now{};
};

struct SchemaReading {
  std::string path;
  bool exists = false;
  std::string error;  // of reading
  int version = 0, newest = 0;
};

struct SealingReading {
  std::string source;  // a path, or the variable
  bool exists = false, has_data = false;
  std::string error;     // of the key itself
  std::string unopened;  // the first secret that it does not open, and why
  std::string key_id;
  bool has_earlier = false;
};

struct CoreReading {
  bool development = false;
  uint64_t hard_limit = 0;
};

}  // namespace sluice::app
