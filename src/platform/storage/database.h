#pragma once
// The storage seam. Work is submitted as units and runs on storage threads, never on a loop that owns
// sockets.
//
// A write unit is rerunnable: it reads and writes through its Transaction and its own captured values, has no
// side effect outside, and may be run several times before it counts (a lost race, a group that had to be
// repeated). One writer runs waiting units in the order they came and commits many of them at once; a unit
// that answers Undo, or fails, is rolled back alone and leaves the others of its group intact. `done` is
// called exactly once per unit, on a storage thread, and for a write only after the commit is durable (told
// means settled). Callers post from there to the loop they live on.
//
// Read units see one consistent snapshot that includes every commit whose `done` was called before the
// submit.
//
// Bounds: a queue holds `units_waiting_max` units; beyond that `done` gets Failure::Overloaded at once, on
// the thread that submits, before submit returns. Thread-safe. Destruction refuses new work (Unavailable,
// told like Overloaded), finishes what waits, then returns; it never happens on a storage thread, that is
// inside a unit or a `done`.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include "platform/base/result.h"
#include "platform/storage/transaction.h"

namespace sluice::storage {

struct Failure {
  enum class Kind {
    Overloaded,   // the queue was full: nothing ran
    Unavailable,  // the engine could not do it (disk full, I/O): nothing was kept. One exception: when the
                  // disk refused the sync of a commit and the machine then stops before the next commit, the
                  // unit may turn out to be there, whole. Whoever repeats it needs a token that is part of
                  // the unit.
    Defect,       // the unit or its SQL is wrong: nothing was kept
  };
  Kind kind;
  std::string message;
};

enum class Verdict { Keep, Undo };

// Reads wait for reads of their own lane only.
enum class Lane {
  Calls,     // what somebody asks for, however much it is
  Delivery,  // what must reach the nodes, whoever else reads
};

class Database {
 public:
  using Unit = std::function<Verdict(Transaction&)>;
  using Done = std::function<void(std::optional<Failure>)>;
  using CommitListener = std::function<void()>;

  virtual ~Database() = default;

  virtual void submit_write(Unit unit, Done done) = 0;
  virtual void submit_read(Lane lane, Unit unit, Done done) = 0;

  // Called on the writer thread after each group commit that keeps something, before the `done`s of its
  // units. One listener, set before the first unit is submitted.
  virtual void set_commit_listener(CommitListener commit_listener) = 0;
};

// Typed forms: the unit returns a Result, an error undoes it, and `done` receives what the last run returned.
//   storage::write(db, [](Transaction& tx) -> Result<Id, Error> {...}, [](Result<Result<Id, Error>, Failure>)
//   {...});
template <class UnitFn, class DoneFn>
void write(Database& database, UnitFn unit, DoneFn done) {
  using R = std::invoke_result_t<UnitFn&, Transaction&>;
  auto outcome = std::make_shared<std::optional<R>>();
  database.submit_write(
      [unit = std::move(unit), outcome](Transaction& tx) mutable {
        outcome->emplace(unit(tx));
        return (*outcome)->has_value() ? Verdict::Keep : Verdict::Undo;
      },
      [done = std::move(done), outcome](std::optional<Failure> failure) mutable {
        if (failure) return done(base::Result<R, Failure>(base::Unexpected{std::move(*failure)}));
        done(base::Result<R, Failure>(std::move(**outcome)));
      });
}

template <class UnitFn, class DoneFn>
void read(Database& database, Lane lane, UnitFn unit, DoneFn done) {
  using R = std::invoke_result_t<UnitFn&, Transaction&>;
  auto outcome = std::make_shared<std::optional<R>>();
  database.submit_read(
      lane,
      [unit = std::move(unit), outcome](Transaction& tx) mutable {
        outcome->emplace(unit(tx));
        return Verdict::Keep;
      },
      [done = std::move(done), outcome](std::optional<Failure> failure) mutable {
        if (failure) return done(base::Result<R, Failure>(base::Unexpected{std::move(*failure)}));
        done(base::Result<R, Failure>(std::move(**outcome)));
      });
}

}  // namespace sluice::storage
