#pragma once
// The one thread that writes: it takes the units that wait and settles them as a group (group_commit.h).

#include <memory>
#include <thread>

#include "platform/storage/group_commit.h"
#include "platform/storage/sqlite_connection.h"
#include "platform/storage/unit_queue.h"
#include "platform/storage/wal_checkpointer.h"

namespace sluice::storage {

class GroupWriter {
 public:
  struct Bounds {
    size_t units_waiting_max;
    size_t units_per_commit_max;
    int attempts_per_unit_max;
  };

  GroupWriter(std::unique_ptr<SqliteConnection> connection, Bounds bounds);
  ~GroupWriter();

  void submit(Database::Unit unit, Database::Done done) { queue_.push(std::move(unit), std::move(done)); }
  // Before the first submit, whose lock publishes it to the writer thread.
  void set_commit_listener(Database::CommitListener commit_listener) {
    commit_.set_commit_listener(std::move(commit_listener));
  }

  void refuse_new() { queue_.close(); }
  // Refuses new units, finishes what waits, ends the thread. Once; not from a `done`.
  void finish();

 private:
  void serve();

  const size_t units_per_commit_max_;
  const std::unique_ptr<SqliteConnection> connection_;
  GroupCommit commit_;
  WalCheckpointer checkpointer_;
  UnitQueue queue_;
  std::thread thread_;
};

}  // namespace sluice::storage
