#include <map>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "edge/dataplane/balancing/selector.h"

namespace sluice::balancing {
namespace {

using nodelink::Scheduler;

// Targets A, B, C ... with these weights.
snapshot::Pool pool_with(const std::vector<int>& weights) {
  std::vector<snapshot::Target> targets;
  for (size_t i = 0; i < weights.size(); ++i) {
    targets.push_back({.server_id = std::string(1, static_cast<char>('A' + i)),
                       .endpoint = {base::Ipv4{static_cast<uint32_t>(i + 1)}, 80},
                       .weight = weights[i]});
  }
  return snapshot::Pool(targets);
}

std::string choices(Scheduler scheduler, const snapshot::Pool& pool, size_t count, Selector& selector) {
  std::string names;
  for (size_t i = 0; i < count; ++i) {
    const auto* target = selector.choose(scheduler, pool, {});
    names += target == nullptr ? "-" : target->server_id;
  }
  return names;
}

std::string choices(Scheduler scheduler, const std::vector<int>& weights, size_t count) {
  Selector selector;
  return choices(scheduler, pool_with(weights), count, selector);
}

TEST(RoundRobin, TakesOneAfterTheOtherWhateverTheyWeigh) {
  EXPECT_EQ(choices(Scheduler::RoundRobin, {1, 100, 7}, 8), "ABCABCAB");
}

TEST(RoundRobin, NeverChoosesWeightZero) {
  EXPECT_EQ(choices(Scheduler::RoundRobin, {1, 0, 7}, 5), "ACACA");
}

TEST(RoundRobin, StartsWhereItIsTold) {
  Selector selector(1);
  EXPECT_EQ(choices(Scheduler::RoundRobin, pool_with({1, 1, 1}), 4, selector), "BCAB");
  Selector beyond(17);
  EXPECT_EQ(choices(Scheduler::RoundRobin, pool_with({1, 1, 1}), 2, beyond), "AB");
}

TEST(WeightedRoundRobin, SpreadsTheTurnsOfTheHeavyTarget) {
  EXPECT_EQ(choices(Scheduler::WeightedRoundRobin, {5, 1, 1}, 14), "AABACAAAABACAA");
  EXPECT_EQ(choices(Scheduler::WeightedRoundRobin, {2, 1}, 6), "ABAABA");
}

TEST(WeightedRoundRobin, EqualWeightsTakeTurns) {
  EXPECT_EQ(choices(Scheduler::WeightedRoundRobin, {100, 100, 100}, 7), "ABCABCA");
}

TEST(WeightedRoundRobin, NeverChoosesWeightZero) {
  EXPECT_EQ(choices(Scheduler::WeightedRoundRobin, {0, 3, 0, 1}, 8), "BBDBBBDB");
  EXPECT_EQ(choices(Scheduler::WeightedRoundRobin, {0, 0}, 2), "--");
  EXPECT_EQ(choices(Scheduler::WeightedRoundRobin, {}, 1), "-");
}

struct Weights {
  std::vector<int> weights;
};

class Distribution : public ::testing::TestWithParam<Weights> {};

TEST_P(Distribution, IsExactOverEveryFullRunAndSmoothWithinIt) {
  const auto& weights = GetParam().weights;
  const snapshot::Pool pool = pool_with(weights);
  Selector selector;
  std::map<std::string, int> chosen;
  const int total = pool.weight_total();
  for (int run = 0; run < 3; ++run) {
    for (int i = 1; i <= total; ++i) {
      ++chosen[selector.choose(Scheduler::WeightedRoundRobin, pool, {})->server_id];
      const int position = run * total + i;
      for (const snapshot::Target& target : pool.targets()) {
        // Smooth: at every moment each target has had its share, give or take less than one turn per other
        // target.
        const double share = double(position) * target.weight / total;
        EXPECT_LT(std::abs(chosen[target.server_id] - share),
                  double(std::max<size_t>(2, pool.targets().size())))
            << target.server_id << " after " << position;
      }
    }
    for (const snapshot::Target& target : pool.targets()) {
      EXPECT_EQ(chosen[target.server_id], target.weight * (run + 1)) << target.server_id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Table, Distribution,
                         ::testing::Values(Weights{{1}}, Weights{{1, 2}}, Weights{{5, 1, 1}},
                                           Weights{{100, 1}}, Weights{{10, 20, 30, 40}},
                                           Weights{{100, 99, 98, 1, 1, 50}}, Weights{{3, 0, 3, 1}},
                                           Weights{{7, 7, 7}}));

TEST(WeightedRoundRobin, HeavyTargetIsNeverChosenInABunch) {
  // 10 of 20 turns: smooth means every other one.
  std::string names = choices(Scheduler::WeightedRoundRobin, {10, 5, 5}, 40);
  EXPECT_EQ(names.find("AAA"), std::string::npos) << names;
}

TEST(Exclusion, LeavesTheOthersInTurn) {
  const snapshot::Pool pool = pool_with({1, 1, 1});
  Selector selector;
  const std::vector excluded{pool.targets()[0].endpoint};
  std::string names;
  for (int i = 0; i < 4; ++i) names += selector.choose(Scheduler::RoundRobin, pool, excluded)->server_id;
  EXPECT_EQ(names, "BCBC");
}

TEST(Exclusion, OfEverythingChoosesNothing) {
  for (const auto& weights : {std::vector{1, 1}, std::vector{1, 2}}) {
    const snapshot::Pool pool = pool_with(weights);
    Selector selector;
    const std::vector excluded{pool.targets()[0].endpoint, pool.targets()[1].endpoint};
    EXPECT_EQ(selector.choose(Scheduler::WeightedRoundRobin, pool, excluded), nullptr);
    EXPECT_EQ(selector.choose(Scheduler::RoundRobin, pool, excluded), nullptr);
  }
}

TEST(ReplacedPool, KeepsTheShareOfTheTargetsThatStay) {
  // A pool that is replaced after every choice, always by an equal one, still serves by weight.
  Selector selector;
  std::map<std::string, int> chosen;
  for (int i = 0; i < 70; ++i) {
    const snapshot::Pool pool = pool_with({5, 1, 1});
    ++chosen[selector.choose(Scheduler::WeightedRoundRobin, pool, {})->server_id];
  }
  EXPECT_EQ(chosen, (std::map<std::string, int>{{"A", 50}, {"B", 10}, {"C", 10}}));
}

TEST(ReplacedPool, IsSafeUnderRandomChanges) {
  constexpr unsigned seed = 20261122;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  Selector selector;
  for (int round = 0; round < 500; ++round) {
    std::vector<int> weights(random() % 6);
    for (int& weight : weights) weight = static_cast<int>(random() % 101);
    const snapshot::Pool pool = pool_with(weights);
    const auto scheduler = random() % 4 == 0 ? Scheduler::RoundRobin : Scheduler::WeightedRoundRobin;
    for (int i = 0; i < 20; ++i) {
      const auto* target = selector.choose(scheduler, pool, {});
      ASSERT_EQ(target == nullptr, pool.empty());
      if (target != nullptr) {
        ASSERT_GT(target->weight, 0);
      }
    }
  }
}

}  // namespace
}  // namespace sluice::balancing
