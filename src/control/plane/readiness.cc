#include "control/plane/readiness.h"

#include <fmt/format.h>

namespace sluice::control {
namespace {

void check_age(std::vector<gateway::Missing>& missing, std::string_view what, const char* sentence,
               base::Duration age) {
  if (age <= answer_valid_for) return;
  missing.push_back(
      {what, fmt::format(fmt::runtime(sentence), std::chrono::floor<std::chrono::seconds>(age).count())});
}

}  // namespace

std::vector<gateway::Missing> find_missing(const Noticed& noticed, base::MonotonicTime now) {
  std::vector<gateway::Missing> missing;
  check_age(missing, "storage", "it has answered no read for {} seconds", now - noticed.storage_read);
  check_age(missing, "storage", "it has answered no write for {} seconds", now - noticed.storage_written);
  check_age(missing, "directory", "users, keys and policies were last read {} seconds ago",
            now - noticed.directory_current);
  if (!noticed.node_applied) {
    missing.push_back({"node", "it has not applied yet what was wanted of it at the start"});
  }
  return missing;
}

bool StorageProbe::Question::begin() {
  std::lock_guard lock(mutex_);
  return !std::exchange(is_under_way_, true);
}

void StorageProbe::Question::end(std::optional<base::MonotonicTime> answered) {
  std::lock_guard lock(mutex_);
  is_under_way_ = false;
  if (answered) answered_ = *answered;
}

base::MonotonicTime StorageProbe::Question::answered() const {
  std::lock_guard lock(mutex_);
  return answered_;
}

void StorageProbe::ask(storage::Database& database, const base::Clock& clock) {
  const auto unit = [](storage::Transaction& tx) {
    tx.query("SELECT COUNT(*) FROM (SELECT 1 FROM accounts LIMIT 1)", {}, [](const storage::Row&) {});
    return storage::Verdict::Undo;
  };
  const auto end = [state = state_, &clock](Question& question) {
    return [state, &clock, &question](std::optional<storage::Failure> failure) {
      question.end(failure ? std::nullopt : std::optional(clock.monotonic()));
    };
  };
  if (state_->read.begin()) database.submit_read(storage::Lane::Calls, unit, end(state_->read));
  if (state_->written.begin()) database.submit_write(unit, end(state_->written));
}

}  // namespace sluice::control
