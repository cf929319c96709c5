#pragma once
// Keeps a KeyRing, the permissions of users and roles included, current with the database. A change that this
// process makes is in force before its caller is answered: its action catches up in between. What other
// processes change is seen within one catch_up_interval, since each process asks that often. Thread-safe.

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "control/identity/compiled_policies.h"
#include "control/identity/key_ring.h"
#include "control/identity/sealer.h"
#include "platform/base/result.h"
#include "platform/storage/database.h"

namespace sluice::identity {

// A key that is taken away in one process is refused by all others after at most this long.
inline constexpr auto catch_up_interval = std::chrono::seconds(1);

class Directory {
 public:
  // All three outlive it.
  Directory(storage::Database& database, const Sealer& sealer, KeyRing& ring)
      : database_(database), sealer_(sealer), ring_(ring) {}

  // Reads every account. Blocks until the database has answered; for the start of the process, not for a
  // loop. The error names the key whose secret cannot be opened.
  base::Result<void, std::string> load_all();

  // Reads what has changed until now, and calls `then` on a storage thread (or at once, where storage takes
  // no more work). If the read fails, that is logged and the next call makes up for it. One read at a time:
  // who comes while one is under way waits for the next, together with all who come until it starts, so a
  // crowd of changes costs two reads.
  void catch_up(std::function<void()> then);
  // The same, unless a read is under way. To be called once every catch_up_interval, so that what other
  // processes change is seen.
  void poll();
  // How often it has been brought up to date; whoever sees it stand still knows that it is not any more.
  uint64_t times_current() const { return times_current_; }

 private:
  void read_for(std::vector<std::function<void()>> callers);
  // `then` gets the first thing that went wrong.
  void read(bool everything, std::function<void(base::Result<void, std::string>)> then);

  storage::Database& database_;
  const Sealer& sealer_;
  KeyRing& ring_;
  std::atomic<int64_t> seen_revision_{0};
  std::atomic<uint64_t> times_current_{0};
  CompiledPolicies compiled_;
  std::mutex mutex_;
  bool is_reading_ = false;                     // guarded by mutex_, as is the next one
  std::vector<std::function<void()>> waiting_;  // no more than there are calls under way
};

}  // namespace sluice::identity
