#include "control/plane/recovery_runner.h"

#include "platform/base/log.h"

namespace sluice::control {

void RecoveryRunner::wake() {
  int64_t room = 0;
  {
    std::lock_guard lock(mutex_);
    room = calls_taken_over_max - under_way_;
    if (is_taking_ || room <= 0) return;
    is_taking_ = true;
  }
  take_over(room);
}

void RecoveryRunner::take_over(int64_t count_max) {
  using Taken = base::Result<std::vector<unfinished::UnfinishedCall>, std::string>;
  storage::write(
      database_,
      [now = clock_.wall(), count_max](storage::Transaction& tx) -> Taken {
        return unfinished::take_over(tx, now, count_max);
      },
      [this, count_max](base::Result<Taken, storage::Failure> outcome) {
        if (!outcome) {
          base::log_error("calls.not_taken_over", {{"reason", outcome.error().message}});
          return go_on_with({}, false);
        }
        const bool may_be_more = static_cast<int64_t>((*outcome)->size()) == count_max;
        go_on_with(std::move(**outcome), may_be_more);
      });
}

void RecoveryRunner::go_on_with(std::vector<unfinished::UnfinishedCall> calls, bool may_be_more) {
  {
    std::lock_guard lock(mutex_);
    is_taking_ = false;
    may_be_more_ = may_be_more;
    under_way_ += static_cast<int64_t>(calls.size());
  }
  if (!calls.empty()) base::log_info("calls.taken_over", {{"calls", calls.size()}});
  for (const unfinished::UnfinishedCall& call : calls) {
    const bool goes_on = executor_.go_on(
        call, {.now = business_clock_.now(), .random = random_},
        [this, id = call.request_id, name = call.action](const actions::Answer& answer) {
          base::log_debug("call.taken_over", {{"request_id", id.get()},
                                              {"action", name},
                                              {"outcome", answer ? "done" : answer.error().code}});
          end_one();
        });
    if (goes_on) continue;
    base::log_warning("call.cannot_be_ended",
                      {{"request_id", call.request_id.get()}, {"action", call.action}});
    end_one();
  }
}

void RecoveryRunner::end_one() {
  {
    std::lock_guard lock(mutex_);
    --under_way_;
    // Half of them at once, so that each unit takes many.
    if (!may_be_more_ || under_way_ > calls_taken_over_max / 2) return;
  }
  wake();
}

}  // namespace sluice::control
