#include "edge/dataplane/worker/shares.h"

#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace sluice::worker {
namespace {

constexpr size_t sessions_max = 8192;

// What is left when each of so many owners has taken, in turns, as much as he may.
size_t left_by(std::vector<size_t>& owners) {
  const auto free = [&] { return sessions_max - std::accumulate(owners.begin(), owners.end(), size_t{0}); };
  for (bool took = true; took;) {
    took = false;
    for (size_t& sessions : owners) {
      if (free() == 0 || has_his_share(sessions, free())) continue;
      ++sessions;
      took = true;
    }
  }
  return free();
}

TEST(Shares, LeaveRoomForWhoeverComesHoweverManyAreGreedy) {
  for (const size_t greedy : {1, 2, 10, 100, 1000}) {
    std::vector<size_t> owners(greedy);
    const size_t left = left_by(owners);
    EXPECT_GE(left, sessions_max / (1 + share_of_free * greedy)) << greedy;
    for (const size_t sessions : owners) {
      EXPECT_GE(sessions, share_of_free * left) << greedy << ": as much as may be";
      EXPECT_LE(sessions, share_of_free * (left + greedy)) << greedy;
    }
    EXPECT_FALSE(has_his_share(0, left)) << greedy;
  }
}

TEST(Shares, LetHimWhoIsAloneHaveFourFifths) {
  std::vector<size_t> alone(1);
  left_by(alone);
  EXPECT_EQ(alone[0], sessions_max * 4 / 5 + 1);
}

TEST(Shares, EndForAllWhereNothingIsFree) {
  EXPECT_TRUE(has_his_share(0, 0));
  EXPECT_FALSE(may_have_more(0, 0));
  EXPECT_TRUE(may_have_more(0, 1)) << "and whoever has none gets what is freed";
}

// Whoever accepts again may do so for a while: he is not at his share with the next session.
TEST(Shares, AreFarFromReachedWhereALargeOneAcceptsAgain) {
  constexpr size_t has = 6554;
  size_t sessions = has, ended = 0;
  while (!may_have_more(sessions, sessions_max - sessions)) --sessions, ++ended;
  EXPECT_GT(ended, 20u);
  EXPECT_LT(ended, has / slack_part);
}

}  // namespace
}  // namespace sluice::worker
