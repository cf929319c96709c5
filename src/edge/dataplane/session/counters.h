#pragma once
// Figures of one listener on one worker. Written by that worker alone, readable from any thread.

#include <array>
#include <atomic>
#include <cstdint>

#include "edge/dataplane/session/error.h"

namespace sluice::session {

// One writer, so adding needs no locked instruction.
class Counter {
 public:
  void add(uint64_t amount = 1) { value_.store(get() + amount, std::memory_order_relaxed); }
  void subtract(uint64_t amount = 1) { value_.store(get() - amount, std::memory_order_relaxed); }
  void raise_to(uint64_t value) {
    if (value > get()) value_.store(value, std::memory_order_relaxed);
  }
  uint64_t get() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<uint64_t> value_{0};
};

struct ListenerCounters {
  Counter connections;                       // accepted
  Counter sessions;                          // of them alive now
  Counter requests;                          // HTTP: heads read and understood
  Counter client_bytes_in;                   // from clients, as passed on
  Counter client_bytes_out;                  // to clients, as passed on
  Counter backend_connects;                  // connections opened to backends
  Counter backend_reuses;                    // HTTP: requests sent on a pooled connection
  Counter backend_retries;                   // attempts after a failed one, nothing having been answered yet
  std::array<Counter, origin_count> errors;  // by Origin
};

}  // namespace sluice::session
