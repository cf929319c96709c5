#include "control/audit/refusals.h"

#include <gtest/gtest.h>

namespace sluice::audit {
namespace {

const base::WallTime refusal_noon = *base::parse_iso8601("2026-01-02T12:00:00Z");
constexpr auto second = std::chrono::seconds(1);

Event denied(std::string_view key, std::string_view action, base::WallTime time = refusal_noon,
             std::string_view code = "NoPermission") {
  Event event;
  event.time = time;
  event.caller.account_key = 7;
  event.caller.access_key_id = model::AccessKeyId(std::string(key));
  event.action = action;
  event.error_code = code;
  event.outcome = Outcome::Denied;
  return event;
}

Event unproved(Event event) {
  event.outcome = Outcome::NotAuthenticated;
  return event;
}

Event of_nobody(std::string_view key, std::string_view address) {
  Event event = unproved(denied(key, "Any", refusal_noon, "InvalidAccessKeyId.NotFound"));
  event.caller.account_key = 0;
  event.source = *base::parse_ipv4(address);
  return event;
}

int64_t calls_of(const std::vector<Event>& events) {
  int64_t calls = 0;
  for (const Event& event : events) calls += event.count;
  return calls;
}

TEST(Refusals, EqualOnesOfOneSecondAreOneEventThatTellsOfTheFirst) {
  Refusals refusals;
  for (int i = 0; i < 10'000; ++i) {
    Event event = denied("k", "CreateNetwork", refusal_noon + std::chrono::milliseconds(i / 10));
    event.request_id = model::RequestId(std::to_string(i));
    refusals.note(std::move(event));
  }
  const auto events = refusals.take_all();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].count, 10'000);
  EXPECT_EQ(events[0].request_id.get(), "0");
  EXPECT_TRUE(refusals.empty());
}

TEST(Refusals, AreToldApartByKeyActionCodeAndSecond) {
  Refusals refusals;
  refusals.note(denied("k", "CreateNetwork"));
  refusals.note(denied("other", "CreateNetwork"));
  refusals.note(denied("k", "DeleteNetwork"));
  refusals.note(denied("k", "CreateNetwork", refusal_noon, "Throttling.User"));
  refusals.note(denied("k", "CreateNetwork", refusal_noon + second));
  refusals.note(unproved(denied("k", "CreateNetwork")));
  EXPECT_EQ(refusals.size(), 6u);
}

TEST(Refusals, StayUntilTheirSecondIsOver) {
  Refusals refusals;
  refusals.note(denied("k", "CreateNetwork", refusal_noon));
  refusals.note(denied("k", "CreateNetwork", refusal_noon + second));
  EXPECT_EQ(refusals.take(refusal_noon + second).size(), 1u);
  EXPECT_TRUE(refusals.take(refusal_noon + second).empty());
  EXPECT_EQ(refusals.take(refusal_noon + 2 * second).size(), 1u);
  // Also if the clock has stepped back since.
  refusals.note(denied("k", "CreateNetwork", refusal_noon + second));
  EXPECT_EQ(refusals.take(refusal_noon).size(), 1u);
}

TEST(Refusals, OfKeysThatNobodyHasAreOneEventAnAddress) {
  Refusals refusals;
  for (int i = 0; i < 1000; ++i) refusals.note(of_nobody("key-" + std::to_string(i), "203.0.113.7"));
  refusals.note(of_nobody("key", "203.0.113.8"));
  const auto events = refusals.take_all();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(calls_of(events), 1001);
}

TEST(Refusals, BeyondAnAccountsShareAreCountedTogether) {
  Refusals refusals({.events_max = 100, .events_per_account_max = 10});
  for (int i = 0; i < 1000; ++i) refusals.note(denied("k", "Action" + std::to_string(i)));
  EXPECT_EQ(refusals.size(), 11u);
  // What others do in the name of its keys takes nothing of that share, and other accounts have theirs.
  for (int i = 0; i < 1000; ++i) refusals.note(unproved(denied("k", "Action" + std::to_string(i))));
  Event of_other = denied("x", "CreateNetwork");
  of_other.caller.account_key = 8;
  refusals.note(of_other);
  const auto events = refusals.take_all();
  EXPECT_EQ(events.size(), 11u + 10u + 1u);
  EXPECT_EQ(calls_of(events), 2001);
  for (const Event& event : events) {
    if (event.outcome == Outcome::Others) {
      EXPECT_EQ(event.caller.account_key, 7);
      EXPECT_EQ(event.count, 990 + 990);
    }
  }
}

TEST(Refusals, TakeNoMoreMemoryThanTheirBound) {
  Refusals refusals({.events_max = 50, .events_per_account_max = 10});
  for (int account = 1; account <= 1000; ++account) {
    for (int i = 0; i < 20; ++i) {
      Event event = denied("k", "Action" + std::to_string(i), refusal_noon + account * second);
      event.caller.account_key = account;
      refusals.note(std::move(event));
    }
  }
  EXPECT_LE(refusals.size(), 50u + 50u / 10u + 1u);
  const auto events = refusals.take_all();
  EXPECT_EQ(calls_of(events), 20'000) << "none is forgotten";
  // The share is free again.
  refusals.note(denied("k", "CreateNetwork"));
  EXPECT_EQ(refusals.take_all()[0].outcome, Outcome::Denied);
}

TEST(Refusals, ThatCouldNotBeWrittenComeBackWithTheirCount) {
  Refusals refusals;
  refusals.note(denied("k", "CreateNetwork"));
  refusals.note(denied("k", "CreateNetwork"));
  for (Event& event : refusals.take_all()) refusals.note(std::move(event));
  refusals.note(denied("k", "CreateNetwork"));
  const auto events = refusals.take_all();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].count, 3);
}

}  // namespace
}  // namespace sluice::audit
