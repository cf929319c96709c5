#pragma once
// Readings of the machine. Nothing is kept open, and nothing stays changed.

#include "doctor/readings.h"
#include "platform/base/ip.h"

namespace sluice::app {

// An errno of binding a socket there, which is closed again; 0 if it can be bound.
int try_to_bind(const base::Endpoint& endpoint);
// Those at which some service of the machine listens on all addresses.
std::vector<uint16_t> read_wildcard_ports();
PrivilegeReading read_privileges();
DescriptorReading read_descriptors();
// Of the directory, or of the nearest one above it.
DiskReading read_disk(const std::string& directory);
// Writes and syncs a file without a name some times.
SyncReading read_sync(const std::string& directory);
ClockReading read_clock(base::WallTime now);
CoreReading read_core_dumps(bool development);

}  // namespace sluice::app
