#include "control/idempotency/in_flight.h"

#include <gtest/gtest.h>

namespace sluice::idempotency {
namespace {

using Place = InFlight::Place;

Claim claim(const std::string& fingerprint, const std::string& token = "t") {
  return {.account_key = 1, .action = "Act", .token = token, .fingerprint = fingerprint, .parameters = {}};
}

TEST(InFlight, ACallStandsBehindTheFirstWithItsToken) {
  InFlight calls;
  EXPECT_EQ(calls.enter(claim("a")), Place::First);
  EXPECT_EQ(calls.enter(claim("a")), Place::BehindTheSame);
  EXPECT_EQ(calls.enter(claim("b")), Place::BehindAnother);
  EXPECT_EQ(calls.enter(claim("b", "another token")), Place::First);
}

TEST(InFlight, WhoHasLeftIsComparedWithNoLonger) {
  InFlight calls;
  calls.enter(claim("a"));
  calls.enter(claim("b"));
  EXPECT_EQ(calls.leave(claim("a")), nullptr);
  EXPECT_EQ(calls.look(claim("b")), Place::BehindTheSame);
  EXPECT_EQ(calls.look(claim("a")), Place::BehindAnother);
  EXPECT_EQ(calls.leave(claim("b")), nullptr);
  EXPECT_EQ(calls.look(claim("a")), Place::First);
}

TEST(InFlight, WhoWaitsHisTurnIsStartedWhenTheOneBeforeHimHasLeft) {
  InFlight calls;
  std::string started;
  const auto start = [&](char name) { return [&started, name] { started += name; }; };
  EXPECT_EQ(calls.enter(claim("a"), start('1')), Place::First);
  EXPECT_EQ(calls.enter(claim("a"), start('2')), Place::BehindTheSame);
  EXPECT_EQ(calls.enter(claim("b"), start('3')), Place::BehindAnother);
  EXPECT_EQ(started, "") << "the first is started by whoever entered it";
  calls.leave(claim("a"))();
  EXPECT_EQ(started, "2");
  calls.leave(claim("a"))();
  EXPECT_EQ(started, "23");
  EXPECT_EQ(calls.leave(claim("b")), nullptr);
}

}  // namespace
}  // namespace sluice::idempotency
