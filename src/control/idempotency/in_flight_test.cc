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
  calls.leave(claim("a"));
  EXPECT_EQ(calls.look(claim("b")), Place::BehindTheSame);
  EXPECT_EQ(calls.look(claim("a")), Place::BehindAnother);
  calls.leave(claim("b"));
  EXPECT_EQ(calls.look(claim("a")), Place::First);
}

}  // namespace
}  // namespace sluice::idempotency
