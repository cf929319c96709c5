#pragma once
// The rules of `sluice doctor`: from what was read to what that means. Functions of values.

#include "doctor/finding.h"
#include "doctor/readings.h"

namespace sluice::app {

// Below the first there is a warning, below the second a problem.
inline constexpr uint64_t descriptors_wanted = 65'536, descriptors_min = 1024;
inline constexpr int64_t free_bytes_wanted = int64_t{1} << 30, free_bytes_min = int64_t{64} << 20;
// Every change waits for one sync; a disk that is slower than this makes the API slow.
inline constexpr auto sync_wanted = std::chrono::milliseconds(20);
inline constexpr auto certificate_days_wanted = std::chrono::days(14);
inline constexpr size_t ports_named_max = 10;  // of the neighbours, in words

Finding check_server(const ServerReading& reading);
Finding check_listen(const ListenReading& reading);
// Other services of the machine that a balancer would reach as its backend (docs/security.md, finding 5).
Finding check_neighbours(const NeighbourReading& reading);
Finding check_privileges(const PrivilegeReading& reading);
Finding check_descriptors(const DescriptorReading& reading);
Finding check_disk(const DiskReading& reading);
Finding check_filesystem(const DiskReading& reading);
Finding check_sync(const SyncReading& reading);
Finding check_clock(const ClockReading& reading);
Finding check_directory(const DirectoryReading& reading);
Finding check_secret_file(const SecretFileReading& reading);
Finding check_tls(const TlsReading& reading);
Finding check_providers(const ProvidersReading& reading);
Finding check_schema(const SchemaReading& reading);
Finding check_sealing_key(const SealingReading& reading);
Finding check_core_dumps(const CoreReading& reading);

}  // namespace sluice::app
