#pragma once
// Tells the payment provider what became of payments whose orders have ended, until he has heard it
// (control/commerce/channel_orders).

#include <mutex>

#include "control/commerce/channel_orders/channel_order.h"
#include "control/providers/consultation/asker.h"
#include "platform/base/clock.h"
#include "platform/storage/database.h"

namespace sluice::control {

inline constexpr int64_t payments_per_round_max = 64;

// Thread-safe. What is handed in outlives it, the database's threads included.
class ChannelRunner {
 public:
  ChannelRunner(storage::Database& database, providers::Asker& asker, const base::Clock& clock)
      : database_(database), asker_(asker), clock_(clock) {}

  // To be called now and then, from any thread; returns at once.
  void wake();

 private:
  using Orders = std::vector<commerce::ChannelOrder>;
  void run();
  void ask(Orders wanted);
  void note(Orders wanted, std::vector<providers::Reply> replies);
  void end_run();

  storage::Database& database_;
  providers::Asker& asker_;
  const base::Clock& clock_;
  std::mutex mutex_;
  bool is_running_ = false;  // guarded by mutex_
};

}  // namespace sluice::control
