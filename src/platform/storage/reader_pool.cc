#include "platform/storage/reader_pool.h"

#include <system_error>

#include "platform/storage/read_unit.h"

namespace sluice::storage {

ReaderPool::ReaderPool(std::vector<std::unique_ptr<SqliteConnection>> connections, Bounds bounds)
    : bounds_(bounds), connections_(std::move(connections)), queue_(bounds.units_waiting_max) {
  threads_.reserve(connections_.size());
  try {
    for (const auto& connection : connections_)
      threads_.emplace_back([this, &connection] { serve(*connection); });
  } catch (const std::system_error&) {
    finish();  // the threads that did start
    throw;
  }
}

ReaderPool::~ReaderPool() {
  finish();
}

void ReaderPool::finish() {
  queue_.close();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void ReaderPool::serve(SqliteConnection& connection) {
  for (;;) {
    const auto taken = queue_.take(1);
    if (taken.empty()) return;
    taken.front().done(read_unit(taken.front().run, connection, bounds_.attempts_per_unit_max));
  }
}

}  // namespace sluice::storage
