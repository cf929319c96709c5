#include "platform/storage/testing/stepped_database.h"

#include <algorithm>

#include "platform/storage/read_unit.h"
#include "platform/storage/sqlite_migrations.h"

namespace sluice::storage {

base::Result<std::unique_ptr<SteppedDatabase>, std::string> SteppedDatabase::open(
    const SqliteOptions& options) {
  try {
    auto writer =
        std::make_unique<SqliteConnection>(options.path, options.vfs, SqliteConnection::Access::ReadWrite);
    migrate(*writer, options.migrations);
    return std::unique_ptr<SteppedDatabase>(new SteppedDatabase(std::move(writer), options));
  } catch (const EngineError& error) {
    return base::Unexpected{"cannot open the database " + options.path + ": " + error.what()};
  }
}

SteppedDatabase::SteppedDatabase(std::unique_ptr<SqliteConnection> writer, const SqliteOptions& options)
    : writer_(std::move(writer)),
      reader_(options.path, options.vfs, SqliteConnection::Access::ReadOnly),
      commit_(*writer_, options.attempts_per_unit_max),
      checkpointer_(*writer_),
      units_per_commit_max_(options.units_per_commit_max),
      attempts_per_unit_max_(options.attempts_per_unit_max),
      writes_(options.units_waiting_max),
      calls_(options.units_waiting_max),
      delivery_(options.units_waiting_max) {}

SteppedDatabase::~SteppedDatabase() {
  for (UnitQueue* queue : {&writes_, &calls_, &delivery_}) queue->close();
  while (writes_.size() > 0) run_writes(units_per_commit_max_);
  for (const Lane lane : {Lane::Calls, Lane::Delivery}) {
    while (reads_of(lane).size() > 0) run_read(lane);
  }
}

void SteppedDatabase::submit_write(Unit unit, Done done) {
  writes_.push(std::move(unit), std::move(done));
  if (!is_held_) run_writes(1);
}

void SteppedDatabase::submit_read(Lane lane, Unit unit, Done done) {
  reads_of(lane).push(std::move(unit), std::move(done));
  if (!is_held_) run_read(lane);
}

void SteppedDatabase::set_commit_listener(CommitListener commit_listener) {
  commit_.set_commit_listener(std::move(commit_listener));
}

void SteppedDatabase::run_writes(size_t units_max) {
  if (writes_.size() == 0) return;
  commit_.settle(writes_.take(std::min(units_max, units_per_commit_max_)));
  checkpointer_.run_if_due();
}

void SteppedDatabase::run_read(Lane lane) {
  if (reads_of(lane).size() == 0) return;
  const auto taken = reads_of(lane).take(1);
  taken.front().done(read_unit(taken.front().run, reader_, attempts_per_unit_max_));
}

void SteppedDatabase::drop_all() {
  for (UnitQueue* queue : {&writes_, &calls_, &delivery_}) {
    queue->close();
    while (queue->size() > 0) queue->take(queue->size());
  }
}

}  // namespace sluice::storage
