#include "bench/bare_writer.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>

namespace sluice::bench {
namespace {

// Every settled unit submits the next one, so that `clients` of them are always under way.
class Replay {
 public:
  Replay(storage::Database& database, const RecordedCreates& creates)
      : database_(database), creates_(creates) {}

  void run(size_t clients) {
    const size_t first = std::min(clients, creates_.count());
    next_ = first;
    for (size_t i = 0; i < first; ++i) submit(i);
    settled_.get_future().wait();
  }

 private:
  void submit(size_t index) {
    database_.submit_write(
        [this, index](storage::Transaction& tx) {
          creates_.replay_create(tx, index);
          return storage::Verdict::Keep;
        },
        [this](std::optional<storage::Failure> failure) {
          if (failure) give_up(failure->message);
          if (const size_t next = next_++; next < creates_.count()) submit(next);
          if (++done_ == creates_.count()) settled_.set_value();
        });
  }

  storage::Database& database_;
  const RecordedCreates& creates_;
  std::atomic<size_t> next_{0};
  std::atomic<size_t> done_{0};
  std::promise<void> settled_;
};

}  // namespace

WriterRate measure_bare_writer(const std::string& directory, const RecordedCreates& creates, size_t clients) {
  const std::string own = directory + "/bare-writer";
  std::filesystem::create_directory(own);
  WriterRate rate{};
  {
    const auto database = open_empty(own + "/db");
    std::atomic<size_t> commits{0};
    database->set_commit_listener([&commits] { ++commits; });
    std::promise<void> ready;
    database->submit_write(
        [&creates](storage::Transaction& tx) {
          creates.replay_setup(tx);
          return storage::Verdict::Keep;
        },
        [&ready](std::optional<storage::Failure> failure) {
          if (failure) give_up(failure->message);
          ready.set_value();
        });
    ready.get_future().wait();

    commits = 0;
    Replay replay(*database, creates);
    const Seconds cpu_before = cpu_time();
    const Stopwatch watch;
    replay.run(clients);
    rate.elapsed = watch.elapsed();
    rate.cpu = cpu_time() - cpu_before;
    rate.creates_per_second = static_cast<double>(creates.count()) / rate.elapsed.count();
    rate.commits_per_second = static_cast<double>(commits) / rate.elapsed.count();
  }
  std::filesystem::remove_all(own);
  return rate;
}

}  // namespace sluice::bench
