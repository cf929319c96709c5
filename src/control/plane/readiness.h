#pragma once
// What /readyz is answered from: storage and the directory are asked once every probe_interval by this
// process itself, and each answer counts for answer_valid_for. However often somebody asks whether all is
// well, the database hears nothing of it.
//
// A disk that is full is not noticed: what is written here is undone, so that nothing has to reach the disk.

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "control/gateway/readiness.h"
#include "platform/base/clock.h"
#include "platform/storage/database.h"

namespace sluice::control {

inline constexpr auto probe_interval = std::chrono::seconds(1);
inline constexpr auto answer_valid_for = std::chrono::seconds(5);

// What was noticed last.
struct Noticed {
  base::MonotonicTime storage_read, storage_written, directory_current;
  bool node_applied = false;  // all that was wanted of it when this process started
};

// A rule over values.
std::vector<gateway::Missing> find_missing(const Noticed& noticed, base::MonotonicTime now);

class StorageProbe {
 public:
  // Just now it has answered.
  explicit StorageProbe(base::MonotonicTime now) : state_(std::make_shared<State>(now)) {}

  // One question of each kind is under way at a time. Any thread; `clock` and `database` outlive the answers.
  void ask(storage::Database& database, const base::Clock& clock);
  base::MonotonicTime read_at() const { return state_->read.answered(); }
  base::MonotonicTime written_at() const { return state_->written.answered(); }

 private:
  class Question {
   public:
    explicit Question(base::MonotonicTime now) : answered_(now) {}
    bool begin();  // false: the last one is not answered yet
    void end(std::optional<base::MonotonicTime> answered);
    base::MonotonicTime answered() const;

   private:
    mutable std::mutex mutex_;
    bool is_under_way_ = false;  // guarded by mutex_, as is the next one
    base::MonotonicTime answered_;
  };
  struct State {
    explicit State(base::MonotonicTime now) : read(now), written(now) {}
    Question read, written;
  };
  std::shared_ptr<State> state_;
};

}  // namespace sluice::control
