#pragma once
// The threads that run read units, each with a read-only connection of its own and one transaction per unit.

#include <memory>
#include <thread>
#include <vector>

#include "platform/storage/sqlite_connection.h"
#include "platform/storage/unit_queue.h"

namespace sluice::storage {

class ReaderPool {
 public:
  struct Bounds {
    size_t units_waiting_max;
    int attempts_per_unit_max;
  };

  // One thread per connection.
  ReaderPool(std::vector<std::unique_ptr<SqliteConnection>> connections, Bounds bounds);
  ~ReaderPool();

  void submit(Database::Unit unit, Database::Done done) { queue_.push(std::move(unit), std::move(done)); }

  void refuse_new() { queue_.close(); }
  // Refuses new units, finishes what waits, ends the threads. Once; not from a `done`.
  void finish();

 private:
  void serve(SqliteConnection& connection);

  const Bounds bounds_;
  const std::vector<std::unique_ptr<SqliteConnection>> connections_;
  UnitQueue queue_;
  std::vector<std::thread> threads_;
};

}  // namespace sluice::storage
