#include "platform/storage/unit_queue.h"

#include <algorithm>
#include <iterator>

namespace sluice::storage {

void UnitQueue::push(Database::Unit run, Database::Done done) {
  // The refusal is told without the lock: `done` may submit again.
  if (auto refused = try_push(run, done)) done(std::move(refused));
}

std::optional<Failure> UnitQueue::try_push(Database::Unit& run, Database::Done& done) {
  const std::lock_guard lock(mutex_);
  if (closed_) return Failure{Failure::Kind::Unavailable, "the database is closing"};
  if (waiting_.size() >= units_waiting_max_) {
    return Failure{Failure::Kind::Overloaded, std::to_string(waiting_.size()) + " units are waiting already"};
  }
  waiting_.push_back({std::move(run), std::move(done)});
  changed_.notify_one();
  return std::nullopt;
}

std::vector<WaitingUnit> UnitQueue::take(size_t units_max) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(units_max, waiting_.size()));
  std::vector<WaitingUnit> taken(std::move_iterator(waiting_.begin()), std::move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return taken;
}

size_t UnitQueue::size() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void UnitQueue::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

}  // namespace sluice::storage
