#include "platform/io/loop.h"

#include <future>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/eventfd.h>

#include "platform/io/testing.h"

namespace sluice::io {
namespace {

using std::chrono::milliseconds;

class LoopTest : public testing::Test {
 protected:
  base::SystemClock clock_;
  Loop loop_{clock_};
};

TEST_F(LoopTest, PostedTasksRunInOrder) {
  std::vector<int> ran;
  for (int i = 0; i < 100; ++i) loop_.post([&ran, i] { ran.push_back(i); });
  loop_.turn(base::Duration::zero());
  ASSERT_EQ(ran.size(), 100u);
  EXPECT_TRUE(std::is_sorted(ran.begin(), ran.end()));
}

TEST_F(LoopTest, PostsOfManyThreadsAllRunInEachThreadsOrder) {
  constexpr int threads = 8;
  constexpr int posts = 5000;
  std::vector<std::vector<int>> ran(threads);
  int total = 0;
  std::vector<std::thread> posting;
  for (int t = 0; t < threads; ++t) {
    posting.emplace_back([&, t] {
      for (int i = 0; i < posts; ++i) {
        loop_.post([&, t, i] {
          ran[static_cast<size_t>(t)].push_back(i);
          if (++total == threads * posts) loop_.stop();
        });
      }
    });
  }
  loop_.run();
  for (auto& thread : posting) thread.join();
  EXPECT_EQ(total, threads * posts);
  for (const auto& order : ran) {
    EXPECT_EQ(order.size(), static_cast<size_t>(posts));
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  }
}

TEST_F(LoopTest, TasksPostedByATaskRunInALaterTurn) {
  int runs = 0;
  std::function<void()> again = [&] {
    if (++runs < 3) loop_.post(again);
  };
  loop_.post(again);
  loop_.turn(base::Duration::zero());
  EXPECT_EQ(runs, 1);
  EXPECT_TRUE(turn_until(loop_, [&] { return runs == 3; }));
}

TEST_F(LoopTest, StopsFromAnotherThreadWhileItWaits) {
  std::promise<void> running;
  std::thread thread([&] {
    loop_.post([&] { running.set_value(); });
    loop_.run();
  });
  running.get_future().wait();
  loop_.stop();
  thread.join();
}

TEST_F(LoopTest, StoppedBeforehandRunsNothingAndMayRunAgain) {
  bool ran = false;
  loop_.post([&] { ran = true; });
  loop_.stop();
  loop_.run();
  EXPECT_FALSE(ran);
  loop_.post([&] { loop_.stop(); });
  loop_.run();
  EXPECT_TRUE(ran);
}

TEST_F(LoopTest, StopFinishesTheRunningTurn) {
  bool second = false;
  loop_.post([&] { loop_.stop(); });
  loop_.post([&] { second = true; });
  loop_.run();
  EXPECT_TRUE(second);
}

TEST_F(LoopTest, KnowsItsThread) {
  EXPECT_FALSE(loop_.in_loop_thread());
  bool inside = false;
  std::thread thread([&] { loop_.run(); });
  std::promise<void> asked;
  loop_.post([&] {
    inside = loop_.in_loop_thread();
    asked.set_value();
  });
  asked.get_future().wait();
  EXPECT_TRUE(inside);
  EXPECT_FALSE(loop_.in_loop_thread());
  loop_.stop();
  thread.join();
}

TEST(LoopTime, IsReadOncePerTurn) {
  base::ManualClock clock;
  Loop loop(clock);
  base::MonotonicTime first, second;
  loop.post([&] {
    first = loop.now();
    clock.advance(milliseconds(10));
  });
  loop.post([&] { second = loop.now(); });
  loop.turn(base::Duration::zero());
  EXPECT_EQ(first, second);
  loop.turn(base::Duration::zero());
  EXPECT_EQ(loop.now(), first + milliseconds(10));
}

struct Grave final : Mortal {
  explicit Grave(std::function<void()> on_destruction) : destroyed(std::move(on_destruction)) {}
  ~Grave() override { destroyed(); }
  std::function<void()> destroyed;
};

TEST_F(LoopTest, BuriesAtTheEndOfTheTurn) {
  std::string story;
  loop_.post([&] { loop_.bury(std::make_unique<Grave>([&] { story += "buried"; })); });
  loop_.post([&] { story += "after "; });
  loop_.turn(base::Duration::zero());
  EXPECT_EQ(story, "after buried");
}

TEST_F(LoopTest, BuryingMayBuryMore) {
  int destroyed = 0;
  loop_.bury(std::make_unique<Grave>([&] {
    ++destroyed;
    loop_.bury(std::make_unique<Grave>([&] { ++destroyed; }));
  }));
  loop_.turn(base::Duration::zero());
  EXPECT_EQ(destroyed, 2);
}

TEST(LoopEnd, BuriesWhatIsLeft) {
  int destroyed = 0;
  {
    base::SystemClock clock;
    Loop loop(clock);
    loop.bury(std::make_unique<Grave>([&] {
      ++destroyed;
      loop.bury(std::make_unique<Grave>([&] { ++destroyed; }));
    }));
  }
  EXPECT_EQ(destroyed, 2);
}

// A source that is always ready.
struct Source final : EventSource {
  explicit Source(Loop& owner) : loop(owner), fd(::eventfd(1, EFD_NONBLOCK | EFD_CLOEXEC)) {
    EXPECT_EQ(loop.watch(fd.get(), EPOLLIN, *this), 0);
  }
  ~Source() { loop.unwatch(fd.get(), *this); }
  void on_events(uint32_t) override {
    ++events;
    if (then) then();
  }
  Loop& loop;
  base::UniqueFd fd;
  int events = 0;
  std::function<void()> then;
};

TEST_F(LoopTest, EventsOfASourceThatHasGoneAreForgotten) {
  // Whichever comes first destroys the other one in the same turn.
  auto a = std::make_unique<Source>(loop_), b = std::make_unique<Source>(loop_);
  int events = 0;
  a->then = [&] {
    ++events;
    b.reset();
  };
  b->then = [&] {
    ++events;
    a.reset();
  };
  loop_.turn(milliseconds(100));
  EXPECT_EQ(events, 1);
  EXPECT_NE(a == nullptr, b == nullptr);
}

TEST_F(LoopTest, WatchingWhatCannotBeWatchedIsAnError) {
  struct Silent final : EventSource {
    void on_events(uint32_t) override {}
  } source;
  EXPECT_EQ(loop_.watch(-1, EPOLLIN, source), -EBADF);
}

TEST_F(LoopTest, MoreEventsThanATurnTakesAreSpreadOverTurns) {
  std::vector<std::unique_ptr<Source>> sources;
  for (int i = 0; i < Loop::events_per_turn_max + 50; ++i) sources.push_back(std::make_unique<Source>(loop_));
  loop_.turn(base::Duration::zero());
  loop_.turn(base::Duration::zero());
  for (const auto& source : sources) EXPECT_GE(source->events, 1);
}

struct Step final : Completion {
  explicit Step(std::function<void()> action) : then(std::move(action)) {}
  void complete() override { then(); }
  std::function<void()> then;
};

TEST_F(LoopTest, ACompletionQueuedByACompletionWaitsForTheNextLap) {
  int runs = 0;
  std::unique_ptr<Step> step;
  step = std::make_unique<Step>([&] {
    ++runs;
    loop_.deliver_later(*step);
  });
  loop_.deliver_later(*step);
  loop_.deliver_later(*step);  // already queued
  loop_.turn(base::Duration::zero());
  EXPECT_EQ(runs, 2);  // one lap before the timers, one after
  loop_.turn(base::Duration::zero());
  EXPECT_EQ(runs, 4);
}

TEST_F(LoopTest, ADestroyedCompletionIsNotDelivered) {
  int runs = 0;
  std::unique_ptr<Step> second;
  Step first([&] {
    ++runs;
    second.reset();
  });
  second = std::make_unique<Step>([&] { ++runs; });
  loop_.deliver_later(first);
  loop_.deliver_later(*second);
  loop_.turn(base::Duration::zero());
  EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace sluice::io
