#include "control/actions/turn.h"

#include <gtest/gtest.h>

namespace sluice::actions {
namespace {

TEST(Turn, OnceBegunCannotBeGivenUpAndMayBeginAgain) {
  Turn turn;
  EXPECT_TRUE(turn.begin());
  EXPECT_FALSE(turn.give_up());
  EXPECT_TRUE(turn.begin());
}

TEST(Turn, OnceGivenUpNeverBegins) {
  Turn turn;
  EXPECT_TRUE(turn.give_up());
  EXPECT_FALSE(turn.begin());
}

}  // namespace
}  // namespace sluice::actions
