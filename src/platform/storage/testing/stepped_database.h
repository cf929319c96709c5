#pragma once
// A database whose units run when a test says so, on the test's own thread: the same choices give the same
// order of everything, every time. What runs is what runs in the product: the same connections, the same
// group commit.
//
// Until hold() units run while they are submitted, as a test that tells a story wants it; from then on they
// wait for run_writes() and run_read(). One thread.

#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/storage/group_commit.h"
#include "platform/storage/sqlite_connection.h"
#include "platform/storage/sqlite_database.h"
#include "platform/storage/unit_queue.h"
#include "platform/storage/wal_checkpointer.h"

namespace sluice::storage {

class SteppedDatabase final : public Database {
 public:
  // As open_sqlite; `reader_threads` means nothing here.
  static base::Result<std::unique_ptr<SteppedDatabase>, std::string> open(const SqliteOptions& options);
  // Runs what waits, as any database does.
  ~SteppedDatabase() override;

  void submit_write(Unit unit, Done done) override;
  void submit_read(Lane lane, Unit unit, Done done) override;
  void set_commit_listener(CommitListener commit_listener) override;

  void hold() { is_held_ = true; }
  size_t writes_waiting() const { return writes_.size(); }
  size_t reads_waiting(Lane lane) const { return reads_of(lane).size(); }
  // The oldest ones, as one group; `units_max` is bounded by units_per_commit_max.
  void run_writes(size_t units_max);
  void run_read(Lane lane);
  // Its process is killed: what waits is gone, nobody is told, and whatever comes from now on is refused.
  void drop_all();

 private:
  SteppedDatabase(std::unique_ptr<SqliteConnection> writer, const SqliteOptions& options);
  UnitQueue& reads_of(Lane lane) { return lane == Lane::Delivery ? delivery_ : calls_; }
  const UnitQueue& reads_of(Lane lane) const { return lane == Lane::Delivery ? delivery_ : calls_; }

  const std::unique_ptr<SqliteConnection> writer_;
  SqliteConnection reader_;
  GroupCommit commit_;
  WalCheckpointer checkpointer_;
  const size_t units_per_commit_max_;
  const int attempts_per_unit_max_;
  UnitQueue writes_, calls_, delivery_;
  bool is_held_ = false;
};

}  // namespace sluice::storage
