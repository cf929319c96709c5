#pragma once
// What the disk alone can do: write a page, fdatasync, and again, as a commit of the write-ahead log does at
// best.

#include <string>

#include "bench/figures.h"

namespace sluice::bench {

struct SyncRate {
  double syncs_per_second;
  Seconds cpu;
};

SyncRate measure_syncs(const std::string& directory, Seconds duration);

}  // namespace sluice::bench
