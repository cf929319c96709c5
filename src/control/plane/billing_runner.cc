#include "control/plane/billing_runner.h"

#include <utility>

#include "platform/base/log.h"

namespace sluice::control {

void BillingRunner::catch_up(std::function<void()> then) {
  {
    std::lock_guard lock(mutex_);
    if (is_running_) {
      is_asked_again_ = true;
      if (then) waiting_later_.push_back(std::move(then));
      return;
    }
    is_running_ = true;
    if (then) waiting_.push_back(std::move(then));
  }
  run();
}

void BillingRunner::run() {
  using Outcome = base::Result<bool, std::string>;
  const base::WallTime now = clock_.now();
  if (set_aside_until_ <= now) set_aside_.clear();
  account_key_ = 0;
  storage::write(
      database_,
      [this, share = commerce::Share{.now = now, .without = set_aside_, .account_key = &account_key_}](
          storage::Transaction& tx) -> Outcome { return commerce::do_due(tx, billing_, instances_, share); },
      [this, now](base::Result<Outcome, storage::Failure> done) {
        if (done) return **done ? run() : end_run(false);
        const bool is_defect = done.error().kind == storage::Failure::Kind::Defect && account_key_ != 0;
        if (!is_defect || set_aside_.size() >= accounts_set_aside_max) {
          base::log_error("billing.failed", {{"reason", done.error().message}});
          return end_run(true);
        }
        base::log_error("billing.set_aside",
                        {{"account_key", account_key_.load()}, {"reason", done.error().message}});
        if (set_aside_.empty()) set_aside_until_ = now + set_aside_for;
        set_aside_.push_back(account_key_);
        run();
      });
}

void BillingRunner::end_run(bool is_failed) {
  std::vector<std::function<void()>> told;
  bool goes_on = false;
  {
    std::lock_guard lock(mutex_);
    told = std::exchange(waiting_, std::exchange(waiting_later_, {}));
    goes_on = std::exchange(is_asked_again_, false) && !is_failed;
    if (!goes_on) {
      told.insert(told.end(), std::make_move_iterator(waiting_.begin()),
                  std::make_move_iterator(waiting_.end()));
      waiting_.clear();
    }
    is_running_ = goes_on;
  }
  for (const auto& then : told) then();
  if (goes_on) run();
}

}  // namespace sluice::control
