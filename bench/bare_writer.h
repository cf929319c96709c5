#pragma once
// The storage writer on its own: the rows of CreateLoadBalancer, without everything that stands before them.

#include "bench/figures.h"
#include "bench/recorded_creates.h"

namespace sluice::bench {

struct WriterRate {
  double creates_per_second;
  double commits_per_second;
  Seconds elapsed;
  Seconds cpu;
};

// Replays all of `creates` into a new database in `directory`, with `clients` units waiting at any time.
WriterRate measure_bare_writer(const std::string& directory, const RecordedCreates& creates, size_t clients);

}  // namespace sluice::bench
