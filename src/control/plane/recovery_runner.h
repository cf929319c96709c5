#pragma once
// Goes on with calls that have begun something outside and whose own process is gone, or gave up: takes them
// over and runs them again, as their callers would, a few at a time (control/unfinished).

#include <mutex>

#include "control/actions/executor.h"
#include "control/business_clock/business_clock.h"
#include "platform/storage/database.h"

namespace sluice::control {

inline constexpr int64_t calls_taken_over_max = 64;  // under way at once

// Thread-safe. What is handed in outlives it, the database's threads included.
class RecoveryRunner {
 public:
  RecoveryRunner(storage::Database& database, actions::Executor& executor, const base::Clock& clock,
                 const business::BusinessClock& business_clock, base::Random& random)
      : database_(database),
        executor_(executor),
        clock_(clock),
        business_clock_(business_clock),
        random_(random) {}

  // To be called now and then, from any thread; returns at once.
  void wake();

 private:
  void take_over(int64_t count_max);
  void go_on_with(std::vector<unfinished::UnfinishedCall> calls, bool may_be_more);
  void end_one();

  storage::Database& database_;
  actions::Executor& executor_;
  const base::Clock& clock_;
  const business::BusinessClock& business_clock_;
  base::Random& random_;
  std::mutex mutex_;
  bool is_taking_ = false;    // guarded by mutex_, as are
  bool may_be_more_ = false;  // that nobody has taken yet
  int64_t under_way_ = 0;
};

}  // namespace sluice::control
