#include "platform/tls/handshakes.h"

#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "platform/io/testing.h"

namespace sluice::tls {
namespace {

struct Worker final : Handshakes::Waiter {
  explicit Worker(std::function<void()> job) : work(std::move(job)) {}
  void take_step() override { work(); }
  std::function<void()> work;
};

class HandshakeTurns : public testing::Test {
 protected:
  Worker& add(std::function<void()> work) {
    workers_.push_back(std::make_unique<Worker>(std::move(work)));
    handshakes_.enter(*workers_.back());
    return *workers_.back();
  }

  base::SystemClock clock_;
  io::Loop loop_{clock_};
  Handshakes handshakes_{loop_};
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<int> done_;
};

TEST_F(HandshakeTurns, ACrowdIsServedInOrderAFewInEachTurn) {
  constexpr int crowd = 50;
  for (int i = 0; i < crowd; ++i) {
    add([this, i] { done_.push_back(i); });
  }
  EXPECT_TRUE(done_.empty()) << "a step was taken inside enter()";
  size_t before = 0;
  while (done_.size() < crowd) {
    loop_.turn(base::Duration::zero());
    ASSERT_GT(done_.size(), before);
    ASSERT_LE(done_.size() - before, 2u * Handshakes::steps_per_lap_max);
    before = done_.size();
  }
  for (int i = 0; i < crowd; ++i) EXPECT_EQ(done_[static_cast<size_t>(i)], i);
}

TEST_F(HandshakeTurns, WhoEntersTwiceTakesOneStep) {
  Worker& worker = add([this] { done_.push_back(1); });
  handshakes_.enter(worker);
  io::settle(loop_);
  EXPECT_EQ(done_.size(), 1u);
  handshakes_.enter(worker);
  io::settle(loop_);
  EXPECT_EQ(done_.size(), 2u);
}

TEST_F(HandshakeTurns, AStepMayEndItsOwnAndOthersWaiting) {
  for (int i = 0; i < 3; ++i) {
    add([this, i] {
      done_.push_back(i);
      workers_.clear();
    });
  }
  io::settle(loop_);
  EXPECT_EQ(done_, std::vector{0});
}

}  // namespace
}  // namespace sluice::tls
