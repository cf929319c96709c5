#pragma once
// The bounded line in which units wait for the threads that run them. Thread-safe.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "platform/storage/database.h"

namespace sluice::storage {

struct WaitingUnit {
  Database::Unit run;
  Database::Done done;
};

class UnitQueue {
 public:
  explicit UnitQueue(size_t units_waiting_max) : units_waiting_max_(units_waiting_max) {}

  // A unit that finds the line full or closed has its `done` called here, before push returns.
  void push(Database::Unit run, Database::Done done);

  // Waits for work, then hands out up to `units_max` units, oldest first. Empty: closed and drained, for
  // good.
  std::vector<WaitingUnit> take(size_t units_max);

  // Refuses new units; what waits is still handed out.
  void close();

  size_t size() const;

 private:
  std::optional<Failure> try_push(Database::Unit& run, Database::Done& done);

  const size_t units_waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<WaitingUnit> waiting_;  // guarded by mutex_, as is closed_
  bool closed_ = false;
};

}  // namespace sluice::storage
