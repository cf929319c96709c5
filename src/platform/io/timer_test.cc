#include "platform/io/timer.h"

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "platform/io/loop.h"

namespace sluice::io {
namespace {

using std::chrono::milliseconds;

class Timers : public testing::Test {
 protected:
  std::unique_ptr<Timer> timer(std::string name) {
    return std::make_unique<Timer>(loop_, [this, name] { ran_ += name; });
  }
  void pass(base::Duration time) {
    clock_.advance(time);
    loop_.turn(base::Duration::zero());
  }

  base::ManualClock clock_;
  Loop loop_{clock_};
  std::string ran_;
};

TEST_F(Timers, RunInTheOrderOfTheirDeadlines) {
  const auto a = timer("a"), b = timer("b"), c = timer("c");
  a->arm(milliseconds(30));
  b->arm(milliseconds(10));
  c->arm(milliseconds(20));
  pass(milliseconds(100));
  EXPECT_EQ(ran_, "bca");
}

TEST_F(Timers, EqualDeadlinesRunInTheOrderOfArming) {
  std::vector<std::unique_ptr<Timer>> timers;
  std::string expected;
  for (char name = 'a'; name <= 'z'; ++name) {
    timers.push_back(timer(std::string(1, name)));
    timers.back()->arm(milliseconds(10));
    expected += name;
  }
  pass(milliseconds(10));
  EXPECT_EQ(ran_, expected);
}

TEST_F(Timers, RunAtTheDeadlineAndNotBefore) {
  const auto a = timer("a");
  a->arm(milliseconds(10));
  EXPECT_TRUE(a->armed());
  pass(milliseconds(10) - base::Duration(1));
  EXPECT_EQ(ran_, "");
  pass(base::Duration(1));
  EXPECT_EQ(ran_, "a");
  EXPECT_FALSE(a->armed());
  pass(milliseconds(1000));
  EXPECT_EQ(ran_, "a");
}

TEST_F(Timers, ArmedAgainLaterRunLater) {
  const auto a = timer("a"), b = timer("b");
  a->arm(milliseconds(10));
  b->arm(milliseconds(20));
  a->arm(milliseconds(30));
  pass(milliseconds(20));
  EXPECT_EQ(ran_, "b");
  pass(milliseconds(10));
  EXPECT_EQ(ran_, "ba");
}

TEST_F(Timers, ArmedAgainEarlierRunEarlier) {
  const auto a = timer("a"), b = timer("b");
  a->arm(milliseconds(30));
  b->arm(milliseconds(20));
  a->arm(milliseconds(10));
  pass(milliseconds(10));
  EXPECT_EQ(ran_, "a");
  pass(milliseconds(30));
  EXPECT_EQ(ran_, "ab");
}

TEST_F(Timers, PushedBackManyTimesRunOnceAtTheLastDeadline) {
  const auto a = timer("a");
  for (int i = 0; i < 100; ++i) {
    a->arm(milliseconds(10));
    pass(milliseconds(9));
  }
  EXPECT_EQ(ran_, "");
  pass(milliseconds(1));
  EXPECT_EQ(ran_, "a");
}

TEST_F(Timers, PushingBackKeepsTheOldPlaceUntilItIsReached) {
  const auto a = timer("a");
  a->arm(milliseconds(10));
  const auto old_key = loop_.timers().next();
  a->arm(milliseconds(50));
  EXPECT_EQ(loop_.timers().next(), old_key);
  pass(milliseconds(10));
  EXPECT_EQ(ran_, "");
  EXPECT_EQ(loop_.timers().next(), loop_.now() + milliseconds(40));
}

TEST_F(Timers, DisarmedDoNotRun) {
  const auto a = timer("a"), b = timer("b");
  a->arm(milliseconds(10));
  b->arm(milliseconds(10));
  a->disarm();
  a->disarm();
  EXPECT_FALSE(a->armed());
  pass(milliseconds(10));
  EXPECT_EQ(ran_, "b");
}

TEST_F(Timers, MayDisarmOrDestroyOthersThatAreDue) {
  auto b = timer("b"), c = timer("c");
  Timer a(loop_, [&] {
    b->disarm();
    c.reset();
  });
  a.arm(milliseconds(10));
  b->arm(milliseconds(10));
  c->arm(milliseconds(10));
  pass(milliseconds(10));
  EXPECT_EQ(ran_, "");
  EXPECT_EQ(loop_.timers().next(), std::nullopt);
}

TEST_F(Timers, MayDestroyThemselves) {
  std::unique_ptr<Timer> a;
  const std::string kept(100,
                         'x');  // captured, so that the callback's own storage is used after the destruction
  a = std::make_unique<Timer>(loop_, [this, &a, kept] {
    a.reset();
    ran_ += kept;
  });
  a->arm(milliseconds(10));
  pass(milliseconds(10));
  EXPECT_EQ(ran_, kept);
}

TEST_F(Timers, ArmedByACallbackWaitForTheNextTurn) {
  int runs = 0;
  std::unique_ptr<Timer> a;
  a = std::make_unique<Timer>(loop_, [&] {
    ++runs;
    a->arm(base::Duration::zero());
  });
  const auto b = timer("b");
  const auto c = timer("c");
  b->arm(milliseconds(10));
  c->arm(milliseconds(20));
  a->arm(milliseconds(10));
  pass(milliseconds(10));
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(ran_, "b");
  pass(base::Duration::zero());
  EXPECT_EQ(runs, 2);
}

TEST_F(Timers, NegativeTimesAreDueAtOnce) {
  const auto a = timer("a");
  a->arm(milliseconds(-5));
  pass(base::Duration::zero());
  EXPECT_EQ(ran_, "a");
}

TEST_F(Timers, AgreeWithAModelUnderRandomUse) {
  constexpr size_t count = 40;
  std::mt19937 random(20261122);
  std::vector<size_t> ran;
  std::vector<std::unique_ptr<Timer>> timers;
  for (size_t i = 0; i < count; ++i)
    timers.push_back(std::make_unique<Timer>(loop_, [&ran, i] { ran.push_back(i); }));
  // Deadline and order of arming, to the timer.
  std::map<std::pair<base::MonotonicTime, int>, size_t> model;
  const auto forget = [&model](size_t timer) {
    std::erase_if(model, [timer](const auto& entry) { return entry.second == timer; });
  };

  for (int step = 0; step < 20000; ++step) {
    const size_t i = random() % count;
    switch (random() % 8) {
      case 0:
        timers[i]->disarm();
        forget(i);
        break;
      case 1: {
        ran.clear();
        clock_.advance(milliseconds(random() % 20));
        loop_.turn(base::Duration::zero());
        std::vector<size_t> expected;
        while (!model.empty() && model.begin()->first.first <= loop_.now()) {
          expected.push_back(model.begin()->second);
          model.erase(model.begin());
        }
        ASSERT_EQ(ran, expected) << "step " << step;
        break;
      }
      default: {
        const milliseconds after(random() % 100);
        timers[i]->arm(after);
        forget(i);
        model[{loop_.now() + after, step}] = i;
      }
    }
  }
}

}  // namespace
}  // namespace sluice::io
