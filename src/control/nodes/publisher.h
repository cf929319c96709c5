#pragma once
// Brings committed desired state to one node, in revision order: woken by every commit, it reads what is
// newer than what it has sent and hands the messages to the link. One read is under way at a time, so a burst
// of commits becomes one batch. Thread-safe.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "contract/model/ids.h"
#include "platform/storage/database.h"

namespace sluice::nodes {

class Publisher {
 public:
  static constexpr int64_t changes_per_batch_max = 1000;

  // Takes serialised changes; any thread, and must not block.
  using Link = std::function<void(std::vector<std::string> messages)>;

  // The database must outlive every read: destroy it before what the link leads to.
  Publisher(storage::Database& database, model::NodeId node, Link link);

  // Something was committed, or the node has just connected.
  void wake();
  // Reads again if the last read failed (an overloaded database): no commit may follow that would wake.
  void retry_if_failed();

 private:
  struct State;
  static void read_next(const std::shared_ptr<State>& state);

  std::shared_ptr<State> state_;
};

}  // namespace sluice::nodes
