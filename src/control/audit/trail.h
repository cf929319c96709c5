#pragma once
// Writes events down: a change inside the transaction that makes it, refusals in batches of their own.
// Thread-safe: nothing changes after construction.

#include <functional>
#include <vector>

#include "control/audit/resources.h"
#include "control/audit/store.h"
#include "platform/base/clock.h"
#include "platform/storage/database.h"

namespace sluice::audit {

inline constexpr size_t refusals_per_unit_max = 256;  // so that callers do not wait behind a long one

// A call whose caller is known, before it is decided and done: what will be written down of it.
struct Attempt {
  Event event;
  std::vector<Resource> resources;  // that the request names
  base::MonotonicTime arrived;
};
Attempt make_attempt(const Arrival& arrival, const api::Action& action, const api::ParameterSet& parameters,
                     const identity::Caller& caller, base::Random& random);
// The event if it comes to nothing.
Event refused(const Attempt& attempt, const api::Error& error, base::Duration taken);

class Trail {
 public:
  // Events of which nobody knows whose they are go to the operator's account. Clock and database outlive it.
  Trail(storage::Database& database, const base::Clock& clock, const Limits& limits, int64_t operator_key)
      : database_(database), clock_(clock), limits_(limits), operator_key_(operator_key) {}

  // Called by the unit that makes the change, or that finds the answer to repeat: the row and the change are
  // there together or not at all. A remark says what was not as usual about how it was decided.
  void record(storage::Transaction& tx, const Attempt& attempt, Outcome outcome, const json::Value& answer,
              std::string_view remark = {}) const;

  // Returns at once. What could not be written is handed back, on a storage thread or at once.
  using Unwritten = std::function<void(std::vector<Event>)>;
  void write(std::vector<Event> refusals, const Unwritten& unwritten) const;

  base::Duration since(base::MonotonicTime arrived) const { return clock_.monotonic() - arrived; }
  const Limits& limits() const { return limits_; }

 private:
  storage::Database& database_;
  const base::Clock& clock_;
  const Limits limits_;
  const int64_t operator_key_;
};

}  // namespace sluice::audit
