#include "control/plane/readiness.h"

#include <deque>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sluice::control {
namespace {

using ::testing::ElementsAre;

constexpr base::MonotonicTime started{std::chrono::hours(1)};

std::vector<std::string> names(const std::vector<gateway::Missing>& missing) {
  std::vector<std::string> names;
  for (const auto& each : missing) names.emplace_back(each.what);
  return names;
}

TEST(Readiness, NamesEachThingThatIsMissing) {
  const auto later = started + answer_valid_for, too_late = later + std::chrono::milliseconds(1);
  struct {
    Noticed noticed;
    base::MonotonicTime now;
    std::vector<std::string> missing;
  } const cases[] = {
      {{started, started, started, true}, started, {}},
      {{started, started, started, true}, later, {}},
      {{started, started, started, true}, too_late, {"storage", "storage", "directory"}},
      {{started, later, later, true}, too_late, {"storage"}},
      {{later, started, later, true}, too_late, {"storage"}},
      {{later, later, started, true}, too_late, {"directory"}},
      {{later, later, later, false}, too_late, {"node"}},
      {{started, started, started, false}, too_late, {"storage", "storage", "directory", "node"}},
  };
  for (const auto& each : cases) EXPECT_EQ(names(find_missing(each.noticed, each.now)), each.missing);
  EXPECT_EQ(find_missing({started, later, later, true}, too_late).front().reason,
            "it has answered no read for 5 seconds");
}

TEST(Readiness, IsAnsweredWith200OrWith503AndReasons) {
  const auto ready = gateway::answer_readiness({});
  EXPECT_EQ(ready.status, 200);
  EXPECT_EQ(ready.body, "{\"ready\":true,\"missing\":[]}\n");
  const auto not_ready = gateway::answer_readiness({{"node", "it is away"}});
  EXPECT_EQ(not_ready.status, 503);
  EXPECT_EQ(not_ready.body,
            "{\"ready\":false,\"missing\":[{\"what\":\"node\",\"reason\":\"it is away\"}]}\n");
}

// Answers when the test says so.
class SilentDatabase final : public storage::Database {
 public:
  void submit_write(Unit, Done done) override { writes.push_back(std::move(done)); }
  void submit_read(storage::Lane, Unit, Done done) override { reads.push_back(std::move(done)); }
  void set_commit_listener(CommitListener) override {}
  static void answer(std::deque<Done>& waiting, std::optional<storage::Failure> failure = {}) {
    waiting.front()(std::move(failure));
    waiting.pop_front();
  }
  std::deque<Done> reads, writes;
};

TEST(StorageProbe, AsksOneQuestionOfEachKindAtATimeAndBelievesNoFailure) {
  base::ManualClock clock;
  SilentDatabase database;
  const auto begun = clock.monotonic();
  StorageProbe probe(begun);
  for (int i = 0; i < 10; ++i) {
    clock.advance(probe_interval);
    probe.ask(database, clock);
  }
  ASSERT_EQ(database.reads.size(), 1u);
  ASSERT_EQ(database.writes.size(), 1u);
  EXPECT_EQ(probe.read_at(), begun);
  SilentDatabase::answer(database.reads);
  EXPECT_EQ(probe.read_at(), clock.monotonic());
  EXPECT_EQ(probe.written_at(), begun);
  SilentDatabase::answer(database.writes, storage::Failure{storage::Failure::Kind::Unavailable, "disk"});
  EXPECT_EQ(probe.written_at(), begun) << "a failure is no answer";
  probe.ask(database, clock);
  EXPECT_EQ(database.reads.size(), 1u);
  ASSERT_EQ(database.writes.size(), 1u);
  SilentDatabase::answer(database.writes);
  EXPECT_EQ(probe.written_at(), clock.monotonic());
}

}  // namespace
}  // namespace sluice::control
