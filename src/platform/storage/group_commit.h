#pragma once
// Runs units in their order inside one transaction, makes them durable with one commit, and then tells each
// of them. Belongs to whoever writes: one thread, one connection.
//
//   BEGIN IMMEDIATE
//     SAVEPOINT, unit 0, RELEASE        kept
//     SAVEPOINT, unit 1, ROLLBACK TO    it answered Undo, or failed by its own fault
//     ...
//   COMMIT, commit listener, done 0, done 1, ...
//
// A unit has seen what the units before it did, so its outcome, an Undo included, counts only if they commit:
// no `done` before COMMIT has returned, and whatever spoils the transaction sends the whole group back:
//
// - COMMIT (or BEGIN) lost a race: the group is run again, up to attempts_per_unit_max times.
// - COMMIT (or BEGIN) failed: every unit of the group gets that failure; none is reported as kept.
// - A run lost a race, met a failing disk or ended the transaction: rolled back; the units before it are run
//   and committed without it, and it leads the next group, where nobody stands before it who could suffer.
// - The same, leading its group: after a lost race it is run again, up to attempts_per_unit_max times; then,
//   or at once, it fails alone.
//
// Each cut makes the group shorter and each other end settles somebody or counts an attempt, so the work is
// bounded.

#include <optional>
#include <span>
#include <vector>

#include "platform/storage/sqlite_connection.h"
#include "platform/storage/unit_queue.h"

namespace sluice::storage {

class GroupCommit {
 public:
  // The connection outlives it.
  GroupCommit(SqliteConnection& connection, int attempts_per_unit_max)
      : connection_(connection), attempts_per_unit_max_(attempts_per_unit_max) {}

  // Before the first group.
  void set_commit_listener(Database::CommitListener commit_listener) {
    commit_listener_ = std::move(commit_listener);
  }

  // Each unit's `done` is called before it returns.
  void settle(std::vector<WaitingUnit> units);

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

  std::optional<Setback> run_transaction(std::span<Member> group);
  void run_member(Member& member);
  static void tell(std::span<Member> group);

  SqliteConnection& connection_;
  const int attempts_per_unit_max_;
  Database::CommitListener commit_listener_;
};

}  // namespace sluice::storage
