#pragma once
// Does what is due for bills, one unit of work after the other, so that others have their turn in between. An
// account whose bills fail by a defect is set aside, so that it keeps nobody else waiting, and tried again
// later.

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

#include "control/business_clock/business_clock.h"
#include "control/commerce/billing/billing.h"
#include "platform/storage/database.h"

namespace sluice::control {

// Of a runner that has nothing to do: how soon something that has become due is done.
inline constexpr auto billing_interval = std::chrono::seconds(5);
// Business time after which accounts that were set aside are tried again.
inline constexpr auto set_aside_for = std::chrono::hours(1);
// More of them, and bills wait: then it is not the accounts that are at fault.
inline constexpr size_t accounts_set_aside_max = 100;

// Thread-safe. What is handed in outlives it, the database's threads included.
class BillingRunner {
 public:
  BillingRunner(storage::Database& database, const commerce::Billing& billing, commerce::Instances& instances,
                const business::BusinessClock& clock)
      : database_(database), billing_(billing), instances_(instances), clock_(clock) {}

  // To be called once every billing_interval, from any thread.
  void wake() { catch_up(nullptr); }
  // `then` is called, on any thread, when everything is done that is due by now, or when storage fails: then
  // the next call goes on.
  void catch_up(std::function<void()> then);

 private:
  void run();
  void end_run(bool is_failed);

  storage::Database& database_;
  const commerce::Billing& billing_;
  commerce::Instances& instances_;
  const business::BusinessClock& clock_;
  std::mutex mutex_;
  bool is_running_ = false;                     // guarded by mutex_, as are
  std::vector<std::function<void()>> waiting_;  // for this run
  std::vector<std::function<void()>>
      waiting_later_;  // for the next one: they came while this one was under way
  bool is_asked_again_ = false;
  // Of the run that is under way, which is one at a time:
  std::atomic<int64_t> account_key_ = 0;  // whose bills are being done
  std::vector<int64_t> set_aside_;
  base::WallTime set_aside_until_{};
};

}  // namespace sluice::control
