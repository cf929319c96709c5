#include "platform/storage/group_writer.h"

namespace sluice::storage {

GroupWriter::GroupWriter(std::unique_ptr<SqliteConnection> connection, Bounds bounds)
    : units_per_commit_max_(bounds.units_per_commit_max),
      connection_(std::move(connection)),
      commit_(*connection_, bounds.attempts_per_unit_max),
      checkpointer_(*connection_),
      queue_(bounds.units_waiting_max),
      thread_([this] { serve(); }) {}

GroupWriter::~GroupWriter() {
  finish();
}

void GroupWriter::finish() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void GroupWriter::serve() {
  for (;;) {
    auto taken = queue_.take(units_per_commit_max_);
    if (taken.empty()) return;
    commit_.settle(std::move(taken));
    checkpointer_.run_if_due();
  }
}

}  // namespace sluice::storage
