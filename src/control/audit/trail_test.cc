// What becomes of refusals that storage does not take.

#include "control/audit/trail.h"

#include <gtest/gtest.h>

namespace sluice::audit {
namespace {

class FullDisk final : public storage::Database {
 public:
  void submit_write(Unit, Done done) override {
    done(storage::Failure{storage::Failure::Kind::Unavailable, "the disk is full"});
  }
  void submit_read(storage::Lane, Unit, Done) override {}
  void set_commit_listener(CommitListener) override {}
};

// Otherwise the next second would take what nobody did for what is done under one of the operator's keys.
TEST(Trail, WhatStorageDidNotTakeComesBackAsItWas) {
  constexpr int64_t the_operators = 1;
  FullDisk disk;
  const base::SystemClock clock;
  const Trail trail(disk, clock, Limits{}, the_operators);
  std::vector<Event> refusals(refusals_per_unit_max + 1);
  refusals.front().caller.account_key = the_operators;
  refusals.back().count = 500;

  std::vector<Event> returned;
  trail.write(refusals, [&](std::vector<Event> unwritten) {
    for (Event& event : unwritten) returned.push_back(std::move(event));
  });
  ASSERT_EQ(returned.size(), refusals.size());
  EXPECT_EQ(returned.front().caller.account_key, the_operators);
  EXPECT_EQ(returned.back().caller.account_key, 0);
  EXPECT_EQ(returned.back().count, 500);
}

}  // namespace
}  // namespace sluice::audit
