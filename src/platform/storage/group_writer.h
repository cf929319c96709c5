#pragma once
// The one thread that writes: it takes the units that wait, runs them in their order inside one transaction,
// makes them durable with one commit, and then tells each of them (group commit).
//
//   BEGIN IMMEDIATE
//     SAVEPOINT, unit 0, RELEASE        kept
//     SAVEPOINT, unit 1, ROLLBACK TO    it answered Undo, or failed by its own fault
//     ...
//   COMMIT, commit listener, done 0, done 1, ...
//
// A unit has seen what the units before it did, so its outcome, an Undo included, counts only if they commit:
// no `done` before COMMIT has returned, and whatever spoils the transaction sends the whole group back.
//
//   COMMIT (or BEGIN) lost a race          the group is run again, up to attempts_per_unit_max times
//   COMMIT (or BEGIN) failed               every unit of the group gets that failure; none is reported as
//   kept a run lost a race, met a failing disk  rolled back; the units before it are run and committed
//   without it, and it or ended the transaction               leads the next group, where nobody stands
//   before it who could suffer the same, leading its group            Retry: run again, up to
//   attempts_per_unit_max times; then it fails alone
//
// Each cut makes the group shorter and each other end settles somebody or counts an attempt, so the work is
// bounded.

#include <memory>
#include <optional>
#include <span>
#include <thread>

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
    commit_listener_ = std::move(commit_listener);
  }

  void refuse_new() { queue_.close(); }
  // Refuses new units, finishes what waits, ends the thread. Once; not from a `done`.
  void finish();

 private:
  // A unit of a group and what its last run came to.
  struct Member {
    WaitingUnit unit;
    bool kept = false;
    std::optional<Failure> failure;
  };
  // Why a transaction was rolled back, and the run it happened in; none for BEGIN and COMMIT.
  struct Setback {
    EngineError error;
    std::optional<size_t> during;
  };

  void serve();
  void settle(std::span<Member> members);
  std::optional<Setback> run_transaction(std::span<Member> group);
  void run_member(Member& member);
  void tell(std::span<Member> group);

  const Bounds bounds_;
  const std::unique_ptr<SqliteConnection> connection_;
  WalCheckpointer checkpointer_;
  Database::CommitListener commit_listener_;
  UnitQueue queue_;
  std::thread thread_;
};

}  // namespace sluice::storage
